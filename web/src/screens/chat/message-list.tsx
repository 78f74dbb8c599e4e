import type { Chat, Member, Message } from '../../firebase/documents.ts';
import type { Unsent } from '../../firebase/outbox.ts';
import { usePane } from '../../panes/pane-context.ts';
import { Unknown } from '../../panes/unknown.tsx';
import { dayOf } from '../../ui/times.ts';
import { Bubble } from './bubble.tsx';
import type { Intent } from './chat-screen.tsx';
import { Refused } from './refused.tsx';
import { SystemLine } from './system-line.tsx';
import { usePlace } from './use-place.ts';
import { useRoving } from './use-roving.ts';

export interface MessageListProps {
  chat: Chat;
  members: readonly Member[] | undefined;
  messages: readonly Message[];
  /** What was written here and could not be sent. */
  refused: readonly Unsent[];
  /** Whether these are all that there are to be shown, or nobody knows yet. */
  isKnown: boolean;
  onIntent: (intent: Intent) => void;
  /** Shows earlier ones, where there may be some. */
  onMore: (() => void) | undefined;
  onReading: (reading: boolean) => void;
}

/** The messages, oldest first. */
export function MessageList(props: MessageListProps) {
  const { chat, members, messages, refused, isKnown, onIntent, onMore, onReading } = props;
  const { uid, event } = usePane();
  // docs: hidden
  const shown = messages.filter(({ hidden_for }) => hidden_for?.includes(uid) !== true);
  // end of docs: hidden
  const said = shown.filter(({ type }) => type !== 'SYSTEM');
  const { list, onScroll } = usePlace(shown, onReading);
  const ids = said.map(({ message_id }) => message_id);
  const { current, onFocusIn, onKeyDown } = useRoving(list, ids);

  let day = '';
  return (
    <div
      class="messages"
      ref={list}
      role="log"
      aria-label="Messages"
      tabIndex={said.length === 0 ? 0 : undefined}
      {...{ onScroll, onFocusIn, onKeyDown }}
    >
      {onMore !== undefined && (
        <button class="small more" type="button" onClick={onMore}>
          Earlier messages
        </button>
      )}
      {shown.length === 0 &&
        refused.length === 0 &&
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
                  isCurrent={message.message_id === current}
                  quoted={messages.find((each) => each.message_id === message.reference_id)}
                />
              )}
            </li>
          );
        })}
      </ol>
      {refused.length > 0 && <Refused refused={refused} />}
      {event?.marked_unread?.[chat.chat_id] === true && <p class="day soft">Marked as unread</p>}
    </div>
  );
}
