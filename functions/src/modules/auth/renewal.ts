import { latest, type Instant } from '../../kernel/instant.ts';
import type { SessionEntry } from './model.ts';

/** For how long a custom token can be redeemed after it was made; Firebase's own limit. */
const CUSTOM_TOKEN_SECONDS = 3600;

/**
 * How long after a session was written, or ended, something may still be made of it: a custom token, by
 * a refresh that repeats its answer (30 s later) or takes long (60 s), and what an instance lets through
 * that has not heard of the end (30 s).
 */
const MARGIN_SECONDS = 120;

/** How late the schedule may be, four times its interval. */
const LATE_SECONDS = 3600;

/**
 * When the end of a session is to be carried out once more. Ending it revokes the Firebase tokens that
 * there are then; the custom token that was handed out last may be redeemed after that, and makes new
 * ones. Nobody can see whether it was.
 *
 * @param at when the session ended
 */
export function renewalOf({ rotated }: SessionEntry, at: Instant): Instant {
  const redeemable_until = rotated.plusSeconds(CUSTOM_TOKEN_SECONDS);
  return latest(at, redeemable_until).plusSeconds(MARGIN_SECONDS);
}

/** When no token of an ended session can be left, whatever was made of it until its renewal. */
export function endOfRevocation(renew_at: Instant, longest_token_seconds: number): Instant {
  return renew_at.plusSeconds(LATE_SECONDS + longest_token_seconds);
}

/** How long at most a revocation concerns any token. */
export function longestRevocation(longest_token_seconds: number): number {
  return CUSTOM_TOKEN_SECONDS + MARGIN_SECONDS + LATE_SECONDS + longest_token_seconds;
}
