import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { followMembers } from '../../firebase/one-chat.ts';
import { useChat } from '../../panes/use-chat.ts';
import type { Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { titleOf } from '../chats/chat-names.ts';
import { ChatLine } from './chat-line.tsx';
import { ChatMenu } from './chat-menu.tsx';
import { Composer } from './composer.tsx';
import { Forward } from './forward.tsx';
import { MessageList } from './message-list.tsx';
import { useMessages } from './use-messages.ts';
import { focusMessage } from './use-place.ts';
import { useReceipts } from './use-receipts.ts';
import { useSending } from './use-sending.ts';
import { useTyping } from './use-typing.ts';

/** What the person is about to do with a message. */
export type Intent = { kind: 'reply' | 'edit' | 'forward' | 'delete'; message: Message };

/** One chat: its messages, who is there, and the line to write. */
export function ChatScreen({ chat_id }: { chat_id: string }) {
  const { device, uid, looking, event, go, fail } = usePane();
  const [intent, setIntent] = useState<Intent>();
  const chat = useChat(chat_id);
  const isGroup = chat?.type === 'group';
  const members = useFollow(followMembers, isGroup ? chat_id : undefined);
  // docs: joined
  const isHidden = isGroup && chat.history === 'joined';
  const joined = isHidden ? members?.find((member) => member.uid === uid)?.joined : undefined;
  const isReady = chat !== undefined && (!isHidden || joined !== undefined);
  const readable = isReady ? { chat_id, joined } : undefined;
  const { messages: stored, onMore, onReading } = useMessages(readable);
  // end of docs: joined
  const { messages, refused, send } = useSending(chat_id, stored);
  const typing = useTyping(chat, messages);
  useReceipts(chat_id, chat, stored);
  const unread = event?.unread[chat_id] ?? 0;

  const root = useRef<HTMLDivElement>(null);
  const before = useRef<Intent | undefined>(undefined);
  useLayoutEffect(() => {
    const ended = before.current;
    before.current = intent;
    // Whoever was asked something of a message goes on at it; the line to write in sees to itself.
    if (intent !== undefined || root.current === null) return;
    if (ended?.kind === 'forward' || ended?.kind === 'delete') {
      focusMessage(root.current, ended.message.message_id);
    }
  }, [intent]);

  if (chat === undefined) return <p class="empty">Opening the chat…</p>;
  const done = (): void => setIntent(undefined);
  const isWriting = intent?.kind === 'reply' || intent?.kind === 'edit';
  return (
    <>
      <div class="chat" ref={root} inert={intent?.kind === 'forward'}>
        <ScreenHead
          title={titleOf(chat, uid)}
          line={<ChatLine chat={chat} typing={typing} />}
          onBack={() => go({ screen: 'chats' })}
        >
          <ChatMenu chat={chat} />
        </ScreenHead>
        <MessageList
          {...{ chat, members, messages, refused, onMore, onReading }}
          isKnown={stored !== undefined}
          onIntent={setIntent}
        />
        {!looking && unread > 0 && (
          <button class="unread-bar" type="button">
            {unread} not read yet: click to read
          </button>
        )}
        {intent?.kind === 'delete' && (
          <Confirm
            label="Delete for everyone?"
            yes="Delete"
            onNo={done}
            onYes={() => {
              const { message_id } = intent.message;
              device.call('deleteMessage', { chat_id, message_id, for: 'everyone' }).catch(fail);
              done();
            }}
          >
            Nobody in this chat can read it then, and it does not come back.
          </Confirm>
        )}
        <Composer {...{ chat, send }} intent={isWriting ? intent : undefined} onDone={done} />
      </div>
      {intent?.kind === 'forward' && (
        <Forward message={intent.message} chat_id={chat_id} onDone={done} />
      )}
    </>
  );
}
