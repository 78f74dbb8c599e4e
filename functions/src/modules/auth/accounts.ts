import type { AuthAccount } from '../users/account.ts';

/** Firebase Auth's admin side. */
export interface Accounts {
  find(uid: string): Promise<AuthAccount | undefined>;
  /** @param phone E.164 */
  findByPhone(phone: string): Promise<AuthAccount | undefined>;
  /** Makes an account with a phone number, E.164; `undefined` where some account has the number. */
  createWithPhone(uid: string, phone: string): Promise<AuthAccount | undefined>;
  findByEmail(email: string): Promise<AuthAccount | undefined>;
  /**
   * Makes an account whose address nobody has proven yet, and which says so from the moment that anybody
   * can enter it. Of two at once for one address, one is made.
   *
   * @throws ParleyError EMAIL_TAKEN; FIELDS_INVALID for an address that Firebase Auth does not take
   */
  createWithEmail(account: NewEmailAccount): Promise<AuthAccount>;
  /**
   * Records which address was proven to us, `null` for none, where no client can write; see
   * `email-proof.ts`.
   */
  recordEmail(uid: string, email: string | null): Promise<AuthAccount>;
  /** Sets the password, which ends Firebase's refresh tokens; `email_verified` where it is proven too. */
  setPassword(uid: string, password: string, email_verified?: true): Promise<AuthAccount>;
  verifyEmail(uid: string): Promise<void>;
  /** The account that a person at another provider is linked to. */
  findByProvider(provider: string, subject: string): Promise<AuthAccount | undefined>;
  /** Makes an account that has no password; `undefined` where its uid or its address is taken. */
  createWithoutPassword(account: NewLinkedAccount): Promise<AuthAccount | undefined>;
  /** Links a person; in the same change it marks the address as verified where that is asked for. */
  link(uid: string, link: ProviderLink, email_verified: boolean): Promise<AuthAccount>;
  /**
   * Takes ways in from an account in one change: it is given that password, where one is given, and is
   * unlinked from those providers. (Unlinking `password` would take the address along.) Then Firebase's
   * refresh tokens end.
   */
  takeWaysIn(uid: string, password: string | undefined, providers: string[]): Promise<void>;
  /** A Firebase custom token for `signInWithCustomToken`; the claims end up in the ID token. */
  customToken(uid: string, claims: CustomTokenClaims): Promise<string>;
  /**
   * The claims of a Firebase ID token of this project.
   *
   * @throws ParleyError TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_MALFORMED, USER_DISABLED;
   *   UPSTREAM_UNAVAILABLE when Google's keys cannot be had
   */
  verifyIdToken(token: string): Promise<Record<string, unknown>>;
  /** Deletes an account for good, and with it its refresh tokens. Nothing happens where there is none. */
  remove(uid: string): Promise<void>;
  /**
   * Ends all of the user's Firebase refresh tokens: his SDKs cannot renew their ID tokens. Whoever has no
   * account any more has none.
   */
  revokeRefreshTokens(uid: string): Promise<void>;
}

/** What the ID token of a session says; `must_change_password` keeps its owner out of everything else. */
export interface CustomTokenClaims {
  sid: string;
  admin: boolean;
  must_change_password?: true;
}

export interface NewEmailAccount {
  uid: string;
  email: string;
  password: string;
  display_name: string;
}

/** `email` is proven, or `null` for none. */
export interface NewLinkedAccount {
  uid: string;
  email: string | null;
  display_name: string;
  photo_url: string | null;
}

/** A person at another provider. */
export interface ProviderLink {
  /** Firebase Auth's id of the provider, such as `google.com`. */
  provider: string;
  /** The provider's own id of the person. */
  subject: string;
  display_name: string;
}

/** Firebase Auth's password check: no password is ever kept or compared by us. */
export interface Passwords {
  /**
   * The uid that the password belongs to, or `undefined` for every refusal, so that an unknown
   * address, a wrong password and a disabled account cannot be told apart.
   *
   * @throws ParleyError RATE_LIMITED with the wait, UPSTREAM_UNAVAILABLE
   */
  check(email: string, password: string): Promise<string | undefined>;
}
