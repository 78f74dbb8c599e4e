import type { FirebaseSignIn } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { AuthAccount } from '../users/account.ts';

/**
 * Whether a sign-in at Firebase may become a session of ours.
 *
 * Its phone sign-in, and no other. By password it would be a way around what slows wrong ones down
 * here; by a link in a mail or by another provider it would prove an address past our linking, which
 * throws out who waits there. Not one that we made (`sid`): an ID token is good for an hour, and whoever
 * gets hold of one must not make 300 days of it.
 *
 * Nor one from before the account's tokens were revoked, nor one that does not know yet that the
 * address is proven: the account may have changed hands with that, and a new ID token says the same.
 *
 * @throws ParleyError FIREBASE_SIGN_IN_REFUSED, TOKEN_REVOKED
 */
export function checkFirebaseSignIn(sign_in: FirebaseSignIn, account: AuthAccount): void {
  if (sign_in.sid !== null || sign_in.provider !== 'phone') {
    throw new ParleyError('FIREBASE_SIGN_IN_REFUSED');
  }
  const outdated = sign_in.email !== null && !sign_in.email_verified && account.email_verified;
  if (sign_in.signed_in_at < account.tokens_valid_from || outdated) {
    throw new ParleyError('TOKEN_REVOKED');
  }
}
