import { NEW_ACCOUNT_SECONDS, type Limit } from '../../config/limits.ts';
import { rateLimited } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ExternalEvent } from '../events/model.ts';
import { takeFromBucket } from '../limits/bucket.ts';

/** How many people, brought into a group, count as one chat opened. */
const PEOPLE_PER_CHAT = 40;

/**
 * The brake on accounts made for spam: counts the people whom an account brings into chats, while it is
 * new. Its state stands in the event document, which opening a chat and adding to a group write anyway.
 * `created` is the account's, `until` what stands there. Answers what changes.
 *
 * @throws ParleyError RATE_LIMITED
 */
export function brakeOpening(
  created: Instant,
  until: Instant | undefined,
  limit: Limit,
  now: Instant,
  chats = 1,
): Pick<ExternalEvent, 'new_chats_until'> {
  if (created.plusSeconds(NEW_ACCOUNT_SECONDS).compare(now) <= 0) return {};
  const decision = takeFromBucket(limit, until, now, chats);
  if (!decision.allowed) throw rateLimited(decision.retry_after_seconds);
  return { new_chats_until: decision.full_at };
}

/** {@link brakeOpening} for somebody who brings people into a group. */
export function brakeInviting(
  people: number,
  created: Instant,
  until: Instant | undefined,
  limit: Limit,
  now: Instant,
): Pick<ExternalEvent, 'new_chats_until'> {
  if (people === 0) return {};
  return brakeOpening(created, until, limit, now, Math.ceil(people / PEOPLE_PER_CHAT));
}
