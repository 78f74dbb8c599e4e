import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { followMember, followMembers } from '../../firebase/one-chat.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useChat } from '../../panes/use-chat.ts';
import type { Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { useNames } from '../../panes/use-names.ts';
import { ScreenHead } from '../../ui/screen-head.tsx';
import { CannotWrite } from './cannot-write.tsx';
import { ChatLine } from './chat-line.tsx';
import { ChatMenu } from './chat-menu.tsx';
import { Composer } from './composer.tsx';
import { Forward } from './forward.tsx';
import { MessageList } from './message-list.tsx';
import { useBarrier } from './use-barrier.ts';
import { deleteQuestion } from './delete-question.ts';
import { UnreadBar } from './unread-bar.tsx';
import { useMessages } from './use-messages.ts';
import { focusMessage } from './use-place.ts';
import { useReceipts } from './use-receipts.ts';
import { useRegainedLine } from './use-regained-line.ts';
import { useSending } from './use-sending.ts';
import { useTyping } from './use-typing.ts';

/** Whether the user may see a chat at all is for the chat itself to say. */
const UNSEEN = (): void => undefined;

/** What the person is about to do with a message. */
export type Intent = { kind: 'reply' | 'edit' | 'forward' | 'delete'; message: Message };

/** One chat: its messages, who is there, and the line to write. */
export function ChatScreen({ chat_id }: { chat_id: string }) {
  const { device, uid, looking, event, go, ask, fail } = usePane();
  const [intent, setIntent] = useState<Intent>();
  const chat = useChat(chat_id);
  const isGroup = chat?.type === 'group';
  const members = useFollow(followMembers, isGroup ? chat_id : undefined, UNSEEN);
  // docs: joined
  const isHidden = isGroup && chat.history === 'joined';
  // His own alone, as of others he may see none.
  const own = useFollow(followMember, isHidden ? { chat_id, uid } : undefined, UNSEEN);
  const joined = isHidden ? own?.joined : undefined;
  const isReady = chat !== undefined && (!isHidden || joined !== undefined);
  const readable = isReady ? { chat_id, joined } : undefined;
  const { messages: stored, onMore, onReading } = useMessages(readable, UNSEEN);
  // end of docs: joined
  const { messages, refused, send } = useSending(chat_id, stored);
  const { titleOf } = useNames();
  const barrier = useBarrier(chat);
  const typing = useTyping(chat, messages);
  useReceipts(chat_id, chat, stored);
  const unread = event?.unread[chat_id] ?? 0;

  const root = useRef<HTMLDivElement>(null);
  const before = useRef<Intent | undefined>(undefined);
  useLayoutEffect(() => {
    const ended = before.current;
    before.current = intent;
    // Whoever was asked something of a message goes on at it, unless he is at the other side by now; the
    // line to write in sees to itself.
    if (intent !== undefined || root.current === null || !looking) return;
    if (ended?.kind === 'forward') focusMessage(root.current, ended.message.message_id);
  }, [intent]);

  useRegainedLine(root, barrier === undefined);
  // It may be deleted by then, also by others.
  const meant = messages.find(({ message_id }) => message_id === intent?.message.message_id);
  useEffect(() => {
    if (meant?.deleted === true) setIntent(undefined);
  }, [meant?.deleted]);

  const back = (): void => go({ screen: 'chats' });
  if (chat === undefined) {
    return (
      <>
        <ScreenHead title="Chat" onBack={back} />
        <Unknown />
      </>
    );
  }
  const done = (): void => setIntent(undefined);
  const begin = (next: Intent): void => {
    if (next.kind !== 'delete') return setIntent(next);
    const { message_id } = next.message;
    const act = () => device.call('deleteMessage', { chat_id, message_id, for: 'everyone' });
    ask(deleteQuestion(() => void act().catch(fail)));
  };
  const isWriting = intent?.kind === 'reply' || intent?.kind === 'edit';
  return (
    <>
      <div class="chat" ref={root} inert={intent?.kind === 'forward'}>
        <ScreenHead
          title={titleOf(chat, uid)}
          line={<ChatLine chat={chat} typing={typing} />}
          onBack={back}
        >
          <ChatMenu chat={chat} />
        </ScreenHead>
        <MessageList
          {...{ chat, members, messages, refused, onMore, onReading }}
          isKnown={stored !== undefined}
          onIntent={begin}
        />
        {!looking && unread > 0 && <UnreadBar count={unread} />}
        {barrier !== undefined && <CannotWrite barrier={barrier} />}
        {/* It stays, as what is in it is for when he can write again. */}
        <div hidden={barrier !== undefined}>
          <Composer {...{ chat, send }} intent={isWriting ? intent : undefined} onDone={done} />
        </div>
      </div>
      {intent?.kind === 'forward' && (
        <Forward message={intent.message} chat_id={chat_id} onDone={done} />
      )}
    </>
  );
}
