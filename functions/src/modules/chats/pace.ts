import type { Instant } from '../../kernel/instant.ts';
import type { Chat, GroupChat } from './model.ts';

/**
 * A document takes about one write a second for long
 * (https://firebase.google.com/docs/firestore/quotas). A group in which more than this many messages come
 * in this many seconds numbers them in batches, until it has been calmer for so long.
 */
export const MAX_PACE = 15;
export const PACE_SECONDS = 10;
export const BUSY_SECONDS = 30;

/** In larger groups each batch takes longer to bring to everybody, so there are fewer of them. */
const LARGE_GROUP = 250;
const BATCH_SECONDS = { usual: 1, large: 5 };

/** The change of a group that counts one message; part of a write that happens anyway. */
export function paceAfter(chat: GroupChat, now: Instant): Pick<GroupChat, 'pace' | 'busy_until'> {
  const { pace } = chat;
  const goes_on = pace !== undefined && pace.start.plusSeconds(PACE_SECONDS).compare(now) > 0;
  const after = goes_on ? { ...pace, count: pace.count + 1 } : { start: now, count: 1 };
  return {
    pace: after,
    ...(after.count > MAX_PACE && { busy_until: now.plusSeconds(BUSY_SECONDS) }),
  };
}

/** Whether a chat's messages are numbered in batches now. */
export function isBusy(chat: Chat, now: Instant): chat is GroupChat {
  return chat.type === 'group' && chat.busy_until !== undefined && chat.busy_until.compare(now) > 0;
}

/** How many seconds' messages are numbered at once. */
export function batchSeconds({ members }: GroupChat): number {
  return members.length > LARGE_GROUP ? BATCH_SECONDS.large : BATCH_SECONDS.usual;
}
