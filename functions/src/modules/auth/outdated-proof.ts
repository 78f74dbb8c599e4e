import type { Instant } from '../../kernel/instant.ts';
import type { SessionsDocument } from './model.ts';

/** What a sign-in goes by: that somebody has proven himself, to us or to others, from some moment on. */
export interface Proof {
  /** When it began to be looked at: whatever became of the account since may have made it void. */
  checked_from: Instant;
  /** Whether it is the account's password. */
  by_password?: true;
  /** Who was vouched for, where that can claim an account; as in `AccountClaim.by`. */
  claimant?: string;
}

/** How far the clocks of two instances may be apart, in seconds. */
const SKEW_SECONDS = 10;

/**
 * Whether a proof is of the time before the account was claimed, or its password changed: what was right
 * then and is not any more must not open a session now.
 *
 * After a claim nobody but its owner comes by a proof of the account's own, so clocks are given ample room;
 * the claimant himself needs none, as it was his sign-in that claimed. After a change of the password its
 * owner may sign in at once, be it right after the claim. There the room is what lies between: the check of
 * the old password began before the new one was set at Firebase Auth, and `password_changed` is taken after
 * that, so that clocks would have to differ by more than two requests to it take.
 */
export function isOutdatedProof(known: SessionsDocument | undefined, proof: Proof): boolean {
  const { claim, password_changed } = known ?? {};
  const { checked_from, by_password = false, claimant } = proof;
  if (password_changed !== undefined && checked_from.compare(password_changed) < 0) return true;
  if (claim === undefined || claim.by === claimant) return false;
  const has_new_password = password_changed !== undefined && password_changed.compare(claim.at) > 0;
  if (by_password && has_new_password) return false;
  return checked_from.compare(claim.at.plusSeconds(SKEW_SECONDS)) < 0;
}
