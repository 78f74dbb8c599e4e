import { fieldError } from '../../kernel/errors.ts';

export type Reactions = Record<string, string[]>;

/** How many different emoji one message can have. */
export const MAX_EMOJI = 20;
/** How many of them can be one user's, so that nobody uses them up for all. */
export const MAX_EMOJI_OF_USER = 6;
/** With uids of 128 characters, 0.65 of the MiB that a document may have. */
export const MAX_REACTIONS = 5000;

/**
 * Who has reacted with `emoji` after `uid` did, or no longer does; `undefined` where that is so already.
 *
 * @throws ParleyError REACTIONS_FULL
 */
export function react(
  reactions: Reactions,
  uid: string,
  emoji: string,
  on: boolean,
): string[] | undefined {
  const before = reactions[emoji] ?? [];
  if (before.includes(uid) === on) return undefined;
  if (!on) return before.filter((other) => other !== uid);
  const all = Object.values(reactions);
  const isNew = before.length === 0;
  const own = all.filter((uids) => uids.includes(uid)).length;
  const total = all.reduce((count, uids) => count + uids.length, 0);
  const isFull = (isNew && all.length >= MAX_EMOJI) || total >= MAX_REACTIONS;
  if (isFull || own >= MAX_EMOJI_OF_USER) {
    throw fieldError('REACTIONS_FULL', 'emoji');
  }
  return [...before, uid];
}

/** Whether a user has reacted to a message, with whatever emoji. */
export function hasReacted(reactions: Reactions, uid: string): boolean {
  return emojiOfUser(reactions, uid) !== undefined;
}

/** An emoji of a user on a message, if he has reacted to it. */
export function emojiOfUser(reactions: Reactions, uid: string): string | undefined {
  return Object.entries(reactions).find(([, uids]) => uids.includes(uid))?.[0];
}
