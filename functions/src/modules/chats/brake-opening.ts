import { NEW_ACCOUNT_SECONDS, type Limit } from '../../config/limits.ts';
import { rateLimited } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ExternalEvent } from '../events/model.ts';
import { takeFromBucket } from '../limits/bucket.ts';

/**
 * The brake on accounts made for spam: counts one chat more that an account opens, while it is new. Its
 * state stands in the event document, which opening a chat writes anyway. `created` is the account's,
 * `until` what stands there. Answers what changes.
 *
 * @throws ParleyError RATE_LIMITED
 */
export function brakeOpening(
  created: Instant,
  until: Instant | undefined,
  limit: Limit,
  now: Instant,
): Pick<ExternalEvent, 'new_chats_until'> {
  if (created.plusSeconds(NEW_ACCOUNT_SECONDS).compare(now) <= 0) return {};
  const decision = takeFromBucket(limit, until, now);
  if (!decision.allowed) throw rateLimited(decision.retry_after_seconds);
  return { new_chats_until: decision.full_at };
}
