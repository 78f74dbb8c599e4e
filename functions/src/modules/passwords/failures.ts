import type { Instant } from '../../kernel/instant.ts';

/** Wrong passwords in a row, of one requester for one account. Those still being checked count too. */
export interface WrongPasswords {
  count: number;
  last: Instant;
  /** TTL field: when they are forgotten. */
  expires_at: Instant;
}

/** So many may be wrong in a row before there is a wait. */
export const FREE_FAILURES = 10;

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** After so long without another one they are forgotten. */
export const MEMORY_SECONDS = 86_400;

/**
 * How long this requester has to wait before his next try, in seconds; 0 for now. The 10th wrong
 * password in a row costs 30 s, and each further one twice as much, up to 15 minutes. Others' tries
 * for the same account are not slowed, so nobody is locked out of his account from elsewhere (NIST SP
 * 800-63B section 3.2.2 asks for a limit on consecutive failures).
 */
export function secondsToWait(wrong: WrongPasswords | undefined, now: Instant): number {
  if (wrong === undefined || wrong.count < FREE_FAILURES || isForgotten(wrong, now)) return 0;
  const wait = Math.min(
    LONGEST_WAIT_SECONDS,
    FIRST_WAIT_SECONDS * 2 ** (wrong.count - FREE_FAILURES),
  );
  return Math.max(0, wrong.last.seconds + wait - now.seconds);
}

/** With one more. */
export function withFailure(wrong: WrongPasswords | undefined, now: Instant): WrongPasswords {
  const before = wrong === undefined || isForgotten(wrong, now) ? 0 : wrong.count;
  return { count: before + 1, last: now, expires_at: now.plusSeconds(MEMORY_SECONDS) };
}

function isForgotten({ expires_at }: WrongPasswords, now: Instant): boolean {
  return expires_at.compare(now) <= 0;
}
