import { useState } from 'preact/hooks';

import { followMember, followMembers } from '../../firebase/one-chat.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { useChat } from '../../panes/use-chat.ts';
import { followMessages } from '../../firebase/messages.ts';
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
import { useReceipts } from './use-receipts.ts';
import { useSending } from './use-sending.ts';
import { useTyping } from './use-typing.ts';

const PAGE = 30;
/** Whether the user may see a chat at all is for the chat itself to say. */
const UNSEEN = (): void => undefined;

/** What the person is about to do with a message. */
export type Intent = { kind: 'reply' | 'edit' | 'forward'; message: Message };

/** One chat: its messages, who is there, and the line to write. */
export function ChatScreen({ chat_id }: { chat_id: string }) {
  const { uid, looking, event, go } = usePane();
  const [count, setCount] = useState(PAGE);
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
  const stored = useFollow(
    followMessages,
    isReady ? { chat_id, count, joined } : undefined,
    UNSEEN,
  );
  // end of docs: joined
  const { messages, send } = useSending(chat_id, stored);
  const { titleOf } = useNames();
  const barrier = useBarrier(chat);
  const typing = useTyping(chat, messages);
  useReceipts(chat_id, chat, stored);
  const unread = event?.unread[chat_id] ?? 0;

  const back = (): void => go({ screen: 'chats' });
  if (chat === undefined) {
    return (
      <>
        <ScreenHead title="Chat" onBack={back} />
        <Unknown />
      </>
    );
  }
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
        onBack={back}
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
      {barrier !== undefined && <CannotWrite barrier={barrier} />}
      {/* It stays, as what is in it is for when he can write again. */}
      <div hidden={barrier !== undefined}>
        <Composer
          key={intent === undefined ? '' : `${intent.kind} ${intent.message.message_id}`}
          {...{ chat, intent, send }}
          onDone={() => setIntent(undefined)}
        />
      </div>
    </>
  );
}
