import type { Context } from '../../context/context.ts';
import { latest, type Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { GroupChat } from '../chats/model.ts';
import type { HasRead } from '../events/model.ts';
import type { EventChange } from '../events/store.ts';
import type { Message } from '../messages/model.ts';
import { numberMessage } from '../messages/number-message.ts';
import { writeSenderProgress } from '../messages/sender-progress.ts';
import { createMessage } from '../messages/store.ts';
import { wordsOf, type SystemEvent } from './system-event.ts';

/** Who did something in a group. */
export interface Actor {
  uid: string;
  /** Up to where he has read; `undefined` for one who is no member any more, or not yet. */
  has_read: HasRead | undefined;
}

/** `SYSTEM` messages that are to be written. */
export interface Telling {
  /** What they change in the chat, to be written with everything else that changes there. */
  fields: Partial<GroupChat>;
  total: number;
  /**
   * One write for each message, and up to 2 for how far the actor has come; `more` is what changes in
   * his event document besides.
   */
  write: (tx: Tx, more?: EventChange) => void;
}

/**
 * The messages that tell a group what somebody did, numbered like any other; they are written by the
 * transaction that does it. `chat` is the group before it.
 *
 * Doing something does not prove that the actor has read the chat: his numbers rise only where he had
 * read everything, as with a late message of his.
 */
export function tell(
  ctx: Context,
  chat_id: string,
  chat: GroupChat,
  actor: Actor,
  events: readonly SystemEvent[],
  now: Instant,
): Telling {
  const messages = new Map<string, Message>();
  let after = chat;
  let fields: Partial<GroupChat> = {};
  let { has_read } = actor;
  let untold = false;
  for (const event of events) {
    const message_id = ctx.random.id();
    const message: Message = {
      type: 'SYSTEM',
      from_user: actor.uid,
      // Later than everything before it, so that those who join with it see it and nothing earlier.
      created: joinedAt(after, now).next(),
      text: wordsOf(event),
      action_params: { ...event },
    };
    const numbering = numberMessage(after, message_id, message, has_read, 'direct', now);
    messages.set(message_id, { ...message, message_number: numbering.message_number });
    fields = { ...fields, ...(numbering.chat as Partial<GroupChat>) };
    after = { ...after, ...fields };
    const { sender } = numbering;
    untold = sender.untold;
    if (has_read !== undefined) has_read = { ...has_read, read_number: sender.read_number };
  }
  const total = after.total_messages_count;
  return {
    fields,
    total,
    write: (tx, more) => {
      for (const [id, message] of messages) createMessage(tx, chat_id, id, message);
      if (has_read === undefined || messages.size === 0) return;
      const { read_number } = has_read;
      const progress = { read_number, unread: total - read_number, unread_changed: true, untold };
      writeSenderProgress(tx, chat_id, chat, actor.uid, progress, now, more);
    },
  };
}

/** When somebody joins who joins now: no message that is there already is later. */
export function joinedAt(chat: GroupChat, now: Instant): Instant {
  return latest(now, chat.last_message_timestamp);
}
