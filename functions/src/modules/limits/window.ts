import type { Limit } from '../../config/limits.ts';
import type { Instant } from '../../kernel/instant.ts';

/** `rate-limits/{hash of limit and key}`: how often something happened in this window and in the one before. */
export interface LimitWindow {
  /** Start of the present window, in seconds since the epoch, a multiple of the limit's length. */
  start: number;
  count: number;
  previous: number;
  /** When the last one was, in seconds since the epoch; of limits with a spacing. */
  last?: number;
  /** TTL field: after it neither count matters. */
  expires_at: Instant;
}

/** Whether one more is within the limit. */
export type LimitDecision =
  { allowed: true; window: LimitWindow } | { allowed: false; retry_after_seconds: number };

/**
 * Counts one more against a limit. The sliding window is the usual two-counter approximation: of the
 * window before, the share that the last `seconds` still cover counts as well
 * (https://blog.cloudflare.com/counting-things-a-lot-of-different-things/).
 */
export function countOne(
  limit: Limit,
  window: LimitWindow | undefined,
  now: Instant,
): LimitDecision {
  return countSome(limit, window, now, 1);
}

/** {@link countOne} for several at once, of which all are counted or none; `more` is at most the limit's maximum. */
export function countSome(
  limit: Limit,
  window: LimitWindow | undefined,
  now: Instant,
  more: number,
): LimitDecision {
  const start = Math.floor(now.seconds / limit.seconds) * limit.seconds;
  const age = (start - (window?.start ?? start - 2 * limit.seconds)) / limit.seconds;
  const count = age === 0 ? (window?.count ?? 0) : 0;
  const previous = age === 0 ? (window?.previous ?? 0) : age === 1 ? (window?.count ?? 0) : 0;

  const elapsed = now.seconds - start;
  const covered = 1 - elapsed / limit.seconds;
  if (previous * covered + count + more > limit.max) {
    const free = limit.max - more;
    return {
      allowed: false,
      retry_after_seconds: retryAfter(limit, previous, count, elapsed, free),
    };
  }
  const expires_at = now.plusSeconds(start - now.seconds + 2 * limit.seconds);
  return { allowed: true, window: { start, count: count + more, previous, expires_at } };
}

/** The seconds until the estimate has fallen to `free`. */
function retryAfter(
  { seconds }: Limit,
  previous: number,
  count: number,
  elapsed: number,
  free: number,
): number {
  const room = free - count;
  if (room >= 0 && previous > 0) {
    // previous × (1 − t / seconds) ≤ room
    return Math.max(1, Math.ceil(seconds * (1 - room / previous)) - elapsed);
  }
  // This window is full by itself: it becomes the one before, and its share has to fall.
  const share = Math.ceil(seconds * (1 - free / count));
  return Math.max(1, seconds - elapsed + share);
}
