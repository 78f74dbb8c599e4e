import type { Limit } from '../../config/limits.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { LimitDecision, LimitWindow } from '../limits/window.ts';

/**
 * Counts against a limit of one in so many seconds, to the second: the next is allowed that long after
 * the last. A sliding window is right on average only, and a client is told when to send again.
 */
export function countSpaced(
  { seconds }: Limit,
  window: LimitWindow | undefined,
  now: Instant,
): LimitDecision {
  const next = window === undefined ? now.seconds : window.start + seconds;
  if (next > now.seconds) return { allowed: false, retry_after_seconds: next - now.seconds };
  const expires_at = now.plusSeconds(seconds);
  return { allowed: true, window: { start: now.seconds, count: 1, previous: 0, expires_at } };
}
