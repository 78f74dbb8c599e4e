import { useState } from 'preact/hooks';

import { followMembers } from '../../firebase/one-chat.ts';
import { useChat } from '../../panes/use-chat.ts';
import { followMessages } from '../../firebase/messages.ts';
import type { Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { titleOf } from '../chats/chat-names.ts';
import { ChatLine } from './chat-line.tsx';
import { ChatMenu } from './chat-menu.tsx';
import { Composer } from './composer.tsx';
import { Forward } from './forward.tsx';
import { MessageList } from './message-list.tsx';
import { useReceipts } from './use-receipts.ts';
import { useSending } from './use-sending.ts';
import { useTyping } from './use-typing.ts';

const PAGE = 30;

/** What the person is about to do with a message. */
export type Intent = { kind: 'reply' | 'edit' | 'forward'; message: Message };

/** One chat: its messages, who is there, and the line to write. */
export function ChatScreen({ chat_id }: { chat_id: string }) {
  const { uid, looking, event, go } = usePane();
  const [count, setCount] = useState(PAGE);
  const [intent, setIntent] = useState<Intent>();
  const chat = useChat(chat_id);
  const isGroup = chat?.type === 'group';
  const members = useFollow(followMembers, isGroup ? chat_id : undefined);
  // docs: joined
  const isHidden = isGroup && chat.history === 'joined';
  const joined = isHidden ? members?.find((member) => member.uid === uid)?.joined : undefined;
  const isReady = chat !== undefined && (!isHidden || joined !== undefined);
  const stored = useFollow(followMessages, isReady ? { chat_id, count, joined } : undefined);
  // end of docs: joined
  const { messages, send } = useSending(chat_id, stored);
  const typing = useTyping(chat, messages);
  useReceipts(chat_id, chat, stored);
  const unread = event?.unread[chat_id] ?? 0;

  if (chat === undefined) return <p class="empty">Opening the chat…</p>;
  if (intent?.kind === 'forward') {
    return (
      <Forward message={intent.message} chat_id={chat_id} onDone={() => setIntent(undefined)} />
    );
  }
  return (
    <>
      <ScreenHead
        title={titleOf(chat, uid)}
        line={<ChatLine chat={chat} typing={typing} />}
        onBack={() => go({ screen: 'chats' })}
      >
        <ChatMenu chat={chat} />
      </ScreenHead>
      <MessageList
        {...{ chat, members, messages }}
        isKnown={stored !== undefined}
        onIntent={setIntent}
        onMore={(stored?.length ?? 0) < count ? undefined : () => setCount(count + PAGE)}
      />
      {!looking && unread > 0 && (
        <button class="unread-bar" type="button">
          {unread} not read yet: click to read
        </button>
      )}
      <Composer
        key={intent === undefined ? '' : `${intent.kind} ${intent.message.message_id}`}
        {...{ chat, intent, send }}
        onDone={() => setIntent(undefined)}
      />
    </>
  );
}
