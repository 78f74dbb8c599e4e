import type { Instant } from '../../kernel/instant.ts';

/** Wrong passwords in a row of one requester for one account. */
export interface WrongPasswords {
  /** A keyed hash of the requester's address. */
  requester: string;
  count: number;
  last: Instant;
}

/** So many may be wrong in a row before there is a wait. */
export const FREE_FAILURES = 10;

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 15 * 60;

/** After so long without another one they are forgotten. */
export const MEMORY_SECONDS = 86_400;

/** Of one account; those who failed last are kept. The account's own limit bounds what this lets by. */
const MAX_REQUESTERS = 100;

/**
 * How long this requester has to wait before his next try, in seconds; 0 for now. The 10th wrong
 * password in a row costs 30 s, and each further one twice as much, up to 15 minutes. Others' tries
 * for the same account are not slowed, so nobody is locked out of his account from elsewhere (NIST SP
 * 800-63B section 3.2.2 asks for a limit on consecutive failures).
 */
export function secondsToWait(
  known: readonly WrongPasswords[],
  requester: string,
  now: Instant,
): number {
  const wrong = known.find((entry) => entry.requester === requester);
  if (wrong === undefined || wrong.count < FREE_FAILURES || isForgotten(wrong, now)) return 0;
  const wait = Math.min(
    LONGEST_WAIT_SECONDS,
    FIRST_WAIT_SECONDS * 2 ** (wrong.count - FREE_FAILURES),
  );
  return Math.max(0, wrong.last.seconds + wait - now.seconds);
}

/** With one more wrong password of this requester. */
export function withFailure(
  known: readonly WrongPasswords[],
  requester: string,
  now: Instant,
): WrongPasswords[] {
  const living = known.filter((entry) => !isForgotten(entry, now));
  const count = living.find((entry) => entry.requester === requester)?.count ?? 0;
  const others = withoutFailures(living, requester);
  return [{ requester, count: count + 1, last: now }, ...others].slice(0, MAX_REQUESTERS);
}

/** After a right password of this requester. */
export function withoutFailures(
  known: readonly WrongPasswords[],
  requester: string,
): WrongPasswords[] {
  return known.filter((entry) => entry.requester !== requester);
}

function isForgotten({ last }: WrongPasswords, now: Instant): boolean {
  return last.plusSeconds(MEMORY_SECONDS).compare(now) <= 0;
}
