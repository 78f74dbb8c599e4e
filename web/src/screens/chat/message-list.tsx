import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

import type { Chat, Member, Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { dayOf } from '../../ui/times.ts';
import { Bubble } from './bubble.tsx';
import type { Intent } from './chat-screen.tsx';
import { SystemLine } from './system-line.tsx';

export interface MessageListProps {
  chat: Chat;
  members: readonly Member[] | undefined;
  messages: readonly Message[];
  /** Whether these are all that there are to be shown, or nobody knows yet. */
  isKnown: boolean;
  onIntent: (intent: Intent) => void;
  /** Shows earlier ones, where there may be some. */
  onMore: (() => void) | undefined;
}

const NEAR_END_PX = 80;

/** The messages, oldest first; it stays at its end unless the person has scrolled away from it. */
export function MessageList(props: MessageListProps) {
  const { chat, members, messages, isKnown, onIntent, onMore } = props;
  const { uid, event } = usePane();
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  // docs: hidden
  const shown = messages.filter(({ hidden_for }) => hidden_for?.includes(uid) !== true);
  // end of docs: hidden
  const last = shown.at(-1);

  useLayoutEffect(() => {
    const box = list.current;
    if (box !== null && (atEnd.current || last?.from_user === uid))
      box.scrollTop = box.scrollHeight;
  }, [last?.message_id, shown.length, JSON.stringify(last?.reactions)]);
  useEffect(() => {
    const box = list.current;
    if (box === null) return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  let day = '';
  return (
    <div
      class="messages"
      ref={list}
      role="log"
      aria-label="Messages"
      tabIndex={0}
      onScroll={({ currentTarget: box }) => {
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
      }}
    >
      {onMore !== undefined && (
        <button class="small more" type="button" onClick={onMore}>
          Earlier messages
        </button>
      )}
      {shown.length === 0 &&
        (isKnown ? <p class="empty">Nothing here yet. Say something.</p> : <Unknown />)}
      <ol>
        {shown.map((message, at) => {
          const today = dayOf(message.created.toDate());
          const isNewDay = today !== day;
          day = today;
          const isFollowing = !isNewDay && shown[at - 1]?.from_user === message.from_user;
          return (
            <li key={message.message_id} class={message.from_user === uid ? 'own' : ''}>
              {isNewDay && <p class="day soft">{today}</p>}
              {message.type === 'SYSTEM' ? (
                <SystemLine chat={chat} message={message} />
              ) : (
                <Bubble
                  {...{ chat, members, message, onIntent }}
                  isFollowing={isFollowing && shown[at - 1]?.type !== 'SYSTEM'}
                  quoted={messages.find((each) => each.message_id === message.reference_id)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {event?.marked_unread?.[chat.chat_id] === true && <p class="day soft">Marked as unread</p>}
    </div>
  );
}
