import type { Limit } from '../../config/limits.ts';
import { Instant } from '../../kernel/instant.ts';

/** Whether some more is within a bucket, and when the bucket is full again after it. */
export type BucketDecision =
  { allowed: true; full_at: Instant } | { allowed: false; retry_after_seconds: number };

/**
 * Takes `count` from a bucket of `limit.max` that refills within `limit.seconds`. All there is to know of it
 * is when it is full again, so that it fits beside other fields of a document that is read and written
 * anyway, and is forgotten once that time has come: `undefined` is a full one. (The generic cell rate
 * algorithm, https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm.)
 *
 * Whoever takes at most `n` in any `s` seconds is never refused where `n ≤ max` and
 * `n / s ≤ max / seconds`. More than the bucket holds is taken from a full one, and empties it: what is done
 * at once is never refused for ever.
 */
export function takeFromBucket(
  { max, seconds }: Limit,
  full_at: Instant | undefined,
  now: Instant,
  count = 1,
): BucketDecision {
  const start = now.toMillis();
  const taken = Math.min(count, max) * Math.floor((seconds * 1000) / max);
  const next = Math.max(start, full_at?.toMillis() ?? 0) + taken;
  const too_much = next - start - seconds * 1000;
  if (too_much > 0) return { allowed: false, retry_after_seconds: Math.ceil(too_much / 1000) };
  return { allowed: true, full_at: Instant.fromMillis(next) };
}
