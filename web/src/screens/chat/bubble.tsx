import type { Chat, Member, Message } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useNames } from '../../panes/use-names.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { hueOf } from '../../ui/hue.ts';
import { timeOfDay } from '../../ui/times.ts';
import type { Intent } from './chat-screen.tsx';
import { Content, summaryOf } from './content.tsx';
import { MessageMenu } from './message-menu.tsx';
import { Reactions } from './reactions.tsx';
import { stateOf } from './state-of.ts';
import { Ticks } from './ticks.tsx';

export interface BubbleProps {
  chat: Chat;
  members: readonly Member[] | undefined;
  message: Message;
  /** The message it answers, where it is among those that are shown. */
  quoted: Message | undefined;
  /** Whether the one above is of the same person. */
  isFollowing: boolean;
  /** Whether it is the one that the Tab key comes to. */
  isCurrent: boolean;
  onIntent: (intent: Intent) => void;
}

/** One message, with what can be done with it. */
export function Bubble(props: BubbleProps) {
  const { chat, members, message, quoted, isFollowing, isCurrent, onIntent } = props;
  const { uid } = usePane();
  const { nameIn } = useNames();
  const { from_user, created, message_id } = message;
  const isOwn = from_user === uid;
  const isOthers = chat.type === 'group' && !isOwn;
  const who = isOwn ? 'You' : nameIn(chat, from_user);
  const time = timeOfDay(created.toDate());
  return (
    <article
      class={`bubble${isOthers ? ' of-others' : ''}`}
      style={isOthers ? { '--hue': hueOf(from_user) } : {}}
      aria-label={`${who}, ${time}: ${summaryOf(message)}`}
      tabIndex={isCurrent ? 0 : -1}
      data-message={message_id}
    >
      {isOthers && !isFollowing && (
        <>
          <Avatar name={nameIn(chat, from_user)} seed={from_user} />
          <p class="author" dir="auto">
            {nameIn(chat, from_user)}
          </p>
        </>
      )}
      <Content chat={chat} message={message} quoted={quoted} />
      <p class="foot soft">
        {message.edited === true && message.deleted !== true && <span>edited</span>}
        <time>{time}</time>
        {isOwn && <Ticks state={stateOf(message, chat, members, uid)} />}
      </p>
      {message.deleted !== true && <Reactions chat={chat} message={message} />}
      {message.deleted !== true && !message.pending && (
        <MessageMenu {...{ chat, message, onIntent }} />
      )}
    </article>
  );
}
