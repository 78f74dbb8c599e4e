import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Chat } from '../chats/model.ts';
import { readEvent } from '../events/store.ts';
import { notifyAlike } from '../notifications/notify-alike.ts';
import { takeBackAlike } from '../notifications/take-back-alike.ts';
import type { Message } from './model.ts';
import { wordsOf } from './reaction-words.ts';
import { hasReacted, type Reactions } from './reactions.ts';
import type { Target } from './target.ts';

/** A message, and by whom its reactions have come to be these. */
export interface Reacted {
  chat: Chat;
  message: Message;
  by: string;
  reactions: Reactions;
}

/**
 * Tells the author of a message who reacted to it, one entry for all who do: unless it is he, or he has
 * left or muted the chat, or deleted the message for himself. Who takes his back and reacts again is not
 * told of again: the entry knows him.
 *
 * Costs 2 reads and at most 2 writes; nothing for one's own message.
 */
export async function tellOfReaction(
  tx: Tx,
  ctx: Context,
  target: Target,
  { chat, message, by, reactions }: Reacted,
  now: Instant,
): Promise<void> {
  const author = message.from_user;
  if (author === by || !chat.members.includes(author)) return;
  if (message.hidden_for?.includes(author) === true) return;
  const event = await readEvent(tx, author);
  const muted_until = event?.muted?.[target.chat_id];
  if (muted_until !== undefined && muted_until.compare(now) > 0) return;
  const news = {
    ...entryFor(target, author),
    type: 'REACTION' as const,
    actor: by,
    reference_type: 'message',
    reference_id: `${target.chat_id}/${target.message_id}`,
    words: wordsOf(chat.usernames, reactions),
  };
  await notifyAlike(tx, ctx, event, news, now);
}

/**
 * Has the author's entry no longer count who has just taken back his last reaction, as long as it is unread;
 * what was read stays told and counted.
 *
 * Costs 1 read and at most 1 write; nothing for one's own message.
 */
export async function tellOfTakingBack(
  tx: Tx,
  ctx: Context,
  target: Target,
  { chat, message, by, reactions }: Reacted,
  now: Instant,
): Promise<void> {
  if (message.from_user === by) return;
  const left = {
    ...entryFor(target, message.from_user),
    words: wordsOf(chat.usernames, reactions),
    stays: (actor: string) => hasReacted(reactions, actor),
  };
  await takeBackAlike(tx, ctx, left, now);
}

function entryFor({ chat_id, message_id }: Target, author: string) {
  return { uid: author, id: `reaction-${chat_id}-${message_id}` };
}
