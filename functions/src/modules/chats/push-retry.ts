import type { Instant } from '../../kernel/instant.ts';
import type { DirectChat, PushAttempts, Side } from './model.ts';
import { otherSide } from './receipt.ts';

/** How long after a message its second and third push are due, where it was not delivered by then. */
export const SECOND_ATTEMPT_SECONDS = 60;
export const THIRD_ATTEMPT_SECONDS = 15 * 60;

/** The change of when a chat's undelivered messages are to be pushed again. */
export type RetryChange = Pick<DirectChat, 'push_retry_at'>;

/** After a new message, or pushes that FCM did not take: a minute from now, unless something is due before. */
export function retryWithinAMinute(chat: DirectChat, now: Instant): RetryChange {
  const in_a_minute = now.plusSeconds(SECOND_ATTEMPT_SECONDS);
  const known = chat.push_retry_at ?? null;
  return { push_retry_at: known !== null && known.compare(in_a_minute) < 0 ? known : in_a_minute };
}

/**
 * After one of the two has received everything up to `delivered_number`: nothing is to be pushed again
 * where the other has everything as well. It is part of a write that happens anyway, so that a chat
 * whose messages arrive in time is never looked at.
 */
export function retryAfterDelivery(
  chat: DirectChat,
  side: Side,
  delivered_number: number,
): RetryChange {
  const total = chat.total_messages_count;
  const others = chat[`delivered_number_user${otherSide(side)}`];
  const is_set = (chat.push_retry_at ?? null) !== null;
  return is_set && delivered_number === total && others === total ? { push_retry_at: null } : {};
}

/** Which pushes a user's messages have had. */
export function attemptsOf(chat: DirectChat, side: Side): PushAttempts {
  return chat.push_attempts?.[`user${side}`] ?? { second: 0, third: 0 };
}
