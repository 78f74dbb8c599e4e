import type { Limit } from '../../config/limits.ts';
import type { Instant } from '../../kernel/instant.ts';
import { countOne, type LimitDecision, type LimitWindow } from '../limits/window.ts';

/**
 * Counts against a limit with a spacing, which is kept to the second: a sliding window is right on
 * average only, and a client is told when to send again.
 */
export function countSpaced(
  limit: Limit,
  window: LimitWindow | undefined,
  now: Instant,
): LimitDecision {
  const wait = (window?.last ?? 0) + (limit.spacing ?? 0) - now.seconds;
  if (wait > 0) return { allowed: false, retry_after_seconds: wait };
  const decision = countOne(limit, window, now);
  if (!decision.allowed) return decision;
  return { allowed: true, window: { ...decision.window, last: now.seconds } };
}
