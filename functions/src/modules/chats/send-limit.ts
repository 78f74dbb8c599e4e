import type { Limit } from '../../config/limits.ts';
import { rateLimited } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import { takeFromBucket } from '../limits/bucket.ts';
import type { Chat } from './model.ts';

/** One message more of a user in a chat. */
export interface SendCharge {
  full_at: Instant;
  /** Others whose limit is untouched again, so that their entry can go. */
  restored: string[];
}

/**
 * Counts one message against the limit that a user has in a chat. It stands in the chat, which sending
 * reads and writes anyway. A message alone is forgotten with the next one that anybody sends, so the
 * chat holds only those who have sent within the last `limit.seconds`, however large a group is.
 *
 * @throws ParleyError RATE_LIMITED
 */
export function chargeSending(chat: Chat, uid: string, limit: Limit, now: Instant): SendCharge {
  const { send_limits = {} } = chat;
  const decision = takeFromBucket(limit, send_limits[uid], now);
  if (!decision.allowed) throw rateLimited(decision.retry_after_seconds);
  const restored = Object.entries(send_limits)
    .filter(([other, full_at]) => other !== uid && full_at.compare(now) <= 0)
    .map(([other]) => other);
  return { full_at: decision.full_at, restored };
}
