import type { Limit } from '../../config/limits.ts';
import { rateLimited } from '../../kernel/errors.ts';
import { Instant } from '../../kernel/instant.ts';
import { takeFromBucket } from '../limits/bucket.ts';
import type { Chat } from './model.ts';

/** Some messages more of a user in a chat. */
export interface SendCharge {
  full_at: Instant;
  /** Others whose limit is untouched again, so that their entry can go. */
  restored: string[];
}

/**
 * Counts messages, or what is as much as a message, against the limit that a user has in a chat. It stands in the chat, which sending
 * reads and writes anyway. A message alone is forgotten with the next one that anybody sends, so the
 * chat holds only those who have sent within the last `limit.seconds`, however large a group is.
 *
 * @throws ParleyError RATE_LIMITED
 */
export function chargeSending(
  chat: Chat,
  uid: string,
  limit: Limit,
  now: Instant,
  count = 1,
): SendCharge {
  const decision = takeFromBucket(limit, chat.send_limits?.[uid], now, count);
  if (!decision.allowed) throw rateLimited(decision.retry_after_seconds);
  return chargeOf(chat, uid, decision.full_at, now);
}

/**
 * {@link chargeSending} for a message that is there already, as its sender wrote it himself: `undefined`
 * where it is beyond the limit, which it then leaves as it is. It may be one of many that waited offline.
 */
export function chargeWritten(
  chat: Chat,
  uid: string,
  limit: Limit,
  now: Instant,
): SendCharge | undefined {
  const decision = takeFromBucket(limit, chat.send_limits?.[uid], now);
  return decision.allowed ? chargeOf(chat, uid, decision.full_at, now) : undefined;
}

function chargeOf(
  { send_limits = {} }: Chat,
  uid: string,
  full_at: Instant,
  now: Instant,
): SendCharge {
  const restored = Object.entries(send_limits)
    .filter(([other, full_at]) => other !== uid && full_at.compare(now) <= 0)
    .map(([other]) => other);
  return { full_at, restored };
}

/** What the messages of a batch do to their senders' limits. */
export interface BatchCharge {
  full_at: Record<string, Instant>;
  restored: string[];
  /** Which of the messages, by index, are beyond them. */
  beyond: Set<number>;
}

/**
 * Counts the messages of a batch, in their order. They are accepted already, so nobody is refused here:
 * what is beyond a limit is not pushed, as with {@link chargeWritten}. What was sent by callable is owed
 * all the same: who sent too much that way is refused until he has waited for all of it.
 */
export function chargeBatch(
  chat: Chat,
  sent: readonly { uid: string; door: 'callable' | 'direct' }[],
  limit: Limit,
  now: Instant,
): BatchCharge {
  const { send_limits = {} } = chat;
  const each = Math.floor((limit.seconds * 1000) / limit.max);
  const full_at: Record<string, Instant> = {};
  const beyond = new Set<number>();
  for (const [index, { uid, door }] of sent.entries()) {
    const until = full_at[uid] ?? send_limits[uid];
    const decision = takeFromBucket(limit, until, now);
    if (decision.allowed) {
      full_at[uid] = decision.full_at;
    } else {
      beyond.add(index);
      if (door === 'callable' && until !== undefined) {
        full_at[uid] = Instant.fromMillis(until.toMillis() + each);
      }
    }
  }
  const restored = Object.entries(send_limits)
    .filter(([uid, until]) => full_at[uid] === undefined && until.compare(now) <= 0)
    .map(([uid]) => uid);
  return { full_at, restored, beyond };
}
