import type { AuthAccount } from '../users/account.ts';

/** Firebase Auth's admin side. */
export interface Accounts {
  find(uid: string): Promise<AuthAccount | undefined>;
  /** A Firebase custom token for `signInWithCustomToken`; the claims end up in the ID token. */
  customToken(uid: string, claims: { sid: string; admin: boolean }): Promise<string>;
}

/** Firebase Auth's password check: no password is ever kept or compared by us. */
export interface Passwords {
  /**
   * The uid that the password belongs to, or `undefined` for every refusal, so that an unknown
   * address, a wrong password and a disabled account cannot be told apart.
   *
   * @throws ParleyError RATE_LIMITED, UPSTREAM_UNAVAILABLE
   */
  check(email: string, password: string): Promise<string | undefined>;
}
