import { fieldError } from '../../kernel/errors.ts';

export type Reactions = Record<string, string[]>;

/** How many different emoji one message can have. */
export const MAX_EMOJI = 20;
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
  const isNew = before.length === 0;
  const total = Object.values(reactions).reduce((count, uids) => count + uids.length, 0);
  if ((isNew && Object.keys(reactions).length >= MAX_EMOJI) || total >= MAX_REACTIONS) {
    throw fieldError('REACTIONS_FULL', 'emoji');
  }
  return [...before, uid];
}
