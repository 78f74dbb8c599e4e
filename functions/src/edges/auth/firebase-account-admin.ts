import type { Auth } from 'firebase-admin/auth';

import { notACursor } from '../../kernel/cursor.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { AccountAdmin } from '../../modules/auth/account-admin.ts';
import { EMAIL_RECORD, emailRecord } from '../../modules/auth/email-proof.ts';
import { accountReader } from './account-reader.ts';
import { codeOf } from './firebase-accounts.ts';

/** {@link AccountAdmin} by the Admin SDK. */
export function firebaseAccountAdmin(auth: Auth, hash: KeyedHash): AccountAdmin {
  const account = accountReader(hash);
  return {
    async list(limit, cursor) {
      try {
        const { users, pageToken } = await auth.listUsers(limit, cursor);
        return { accounts: users.map(account), ...(pageToken && { next: pageToken }) };
      } catch (error) {
        if (codeOf(error) !== 'auth/invalid-page-token') throw error;
        throw notACursor();
      }
    },
    async findAll(uids) {
      if (uids.length === 0) return [];
      const { users } = await auth.getUsers(uids.map((uid) => ({ uid })));
      const found = new Map(users.map((user) => [user.uid, account(user)]));
      return uids.flatMap((uid) => found.get(uid) ?? []);
    },
    async lookUp(by) {
      try {
        const found =
          'email' in by ? auth.getUserByEmail(by.email) : auth.getUserByPhoneNumber(by.phone);
        return account(await found);
      } catch (error) {
        if (NOBODY.has(codeOf(error) ?? '')) return undefined;
        throw error;
      }
    },
    async setDisabled(uid, disabled) {
      await auth.updateUser(uid, { disabled });
    },
    async setAdmin(uid, is_admin) {
      const { customClaims } = await auth.getUser(uid);
      const { admin: _, ...others } = customClaims ?? {};
      await auth.setCustomUserClaims(uid, is_admin ? { ...others, admin: true } : others);
    },
    async createOnce({ uid, email, phone, password, display_name }) {
      const given = { uid, email, emailVerified: true, password, displayName: display_name };
      try {
        await auth.createUser({ ...given, ...(phone !== null && { phoneNumber: phone }) });
        await auth.setCustomUserClaims(uid, { [EMAIL_RECORD]: emailRecord(hash, uid, email) });
      } catch (error) {
        // Which of its own fields an account is found by first is not documented.
        if (!TAKEN.has(codeOf(error) ?? '')) throw error;
        await auth.getUser(uid).catch(() => {
          throw error;
        });
      }
    },
  };
}

/** What Firebase Auth says where nobody has such an address or number, or nobody can have it. */
const NOBODY = new Set(['auth/user-not-found', 'auth/invalid-email', 'auth/invalid-phone-number']);

const TAKEN = new Set([
  'auth/uid-already-exists',
  'auth/email-already-exists',
  'auth/phone-number-already-exists',
]);
