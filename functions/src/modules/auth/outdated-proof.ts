import type { Instant } from '../../kernel/instant.ts';
import type { SessionsDocument } from './model.ts';

/** How far the clocks of two instances may be apart, in seconds. */
const SKEW_SECONDS = 10;

/**
 * Whether a proof that was begun at `since` is of the time before the account was claimed, or its password
 * changed: what was right then and is not any more must not open a session now.
 *
 * After a claim nobody but its owner comes by a proof of the account's own, so clocks are given ample room.
 * After a change of the password its owner may sign in at once. There the room is what lies between: the
 * check of the old password began before the new one was set at Firebase Auth, and `password_changed` is
 * taken after that, so that clocks would have to differ by more than two requests to it take.
 */
export function isOutdatedProof(known: SessionsDocument | undefined, since: Instant): boolean {
  const { claim, password_changed } = known ?? {};
  const before_claim = claim !== undefined && since.compare(claim.at.plusSeconds(SKEW_SECONDS)) < 0;
  const before_change = password_changed !== undefined && since.compare(password_changed) < 0;
  return before_claim || before_change;
}
