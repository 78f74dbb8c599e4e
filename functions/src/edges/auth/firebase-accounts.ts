import type { Auth, UserRecord } from 'firebase-admin/auth';

import type { Accounts } from '../../modules/auth/accounts.ts';
import type { AuthAccount } from '../../modules/users/account.ts';

/** {@link Accounts} by the Admin SDK. */
export function firebaseAccounts(auth: Auth): Accounts {
  return {
    async find(uid) {
      try {
        return toAccount(await auth.getUser(uid));
      } catch (error) {
        if (isUserNotFound(error)) return undefined;
        throw error;
      }
    },
    customToken: (uid, claims) => auth.createCustomToken(uid, claims),
  };
}

function toAccount(user: UserRecord): AuthAccount {
  return {
    uid: user.uid,
    display_name: user.displayName ?? '',
    photo_url: user.photoURL ?? null,
    email: user.email ?? null,
    phone: user.phoneNumber ?? null,
    providers: user.providerData.map(({ providerId }) => providerId),
    is_admin: user.customClaims?.['admin'] === true,
    is_disabled: user.disabled,
  };
}

function isUserNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'auth/user-not-found';
}
