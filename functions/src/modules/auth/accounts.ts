import type { AuthAccount } from '../users/account.ts';

/** Firebase Auth's admin side. */
export interface Accounts {
  find(uid: string): Promise<AuthAccount | undefined>;
  /** A Firebase custom token for `signInWithCustomToken`; the claims end up in the ID token. */
  customToken(uid: string, claims: { sid: string; admin: boolean }): Promise<string>;
  /**
   * The claims of a Firebase ID token of this project.
   *
   * @throws ParleyError TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_MALFORMED, USER_DISABLED
   */
  verifyIdToken(token: string): Promise<Record<string, unknown>>;
  /** Ends all of the user's Firebase refresh tokens: his SDKs cannot renew their ID tokens. */
  revokeRefreshTokens(uid: string): Promise<void>;
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
