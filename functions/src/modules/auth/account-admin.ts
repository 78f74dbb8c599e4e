import type { AuthAccount } from '../users/account.ts';

/** What an operator does with Firebase Auth accounts. Each of it may be repeated. */
export interface AccountAdmin {
  /**
   * Some accounts, by uid, and the cursor of those that follow.
   *
   * @throws ParleyError FIELDS_INVALID for a cursor that is none
   */
  list(limit: number, cursor?: string): Promise<{ accounts: AuthAccount[]; next?: string }>;
  /** The accounts of at most 100 users, in their order; without those who have none. */
  findAll(uids: readonly string[]): Promise<AuthAccount[]>;
  /** The account with exactly this address or number. */
  lookUp(by: { email: string } | { phone: string }): Promise<AuthAccount | undefined>;
  /** A disabled account cannot sign in, and its SDKs cannot renew their ID tokens. */
  setDisabled(uid: string, disabled: boolean): Promise<void>;
  /** Sets or removes the custom claim `admin`; other claims stay. */
  setAdmin(uid: string, is_admin: boolean): Promise<void>;
  /**
   * Makes an account with a password and an address that counts as proven; one that exists with this uid
   * is left as it is.
   */
  createOnce(account: NewAccount): Promise<void>;
}

export interface NewAccount {
  uid: string;
  email: string;
  /** E.164 */
  phone: string | null;
  password: string;
  display_name: string;
}
