import type { Auth, UserRecord } from 'firebase-admin/auth';

import { ParleyError, type Reason } from '../../kernel/errors.ts';
import type { Accounts } from '../../modules/auth/accounts.ts';
import type { AuthAccount } from '../../modules/users/account.ts';

/** {@link Accounts} by the Admin SDK. */
export function firebaseAccounts(auth: Auth): Accounts {
  return {
    async find(uid) {
      try {
        return toAccount(await auth.getUser(uid));
      } catch (error) {
        if (codeOf(error) === 'auth/user-not-found') return undefined;
        throw error;
      }
    },
    customToken: (uid, claims) => auth.createCustomToken(uid, claims),
    async verifyIdToken(token) {
      try {
        return await auth.verifyIdToken(token);
      } catch (error) {
        throw new ParleyError(TOKEN_REASONS[codeOf(error) ?? ''] ?? 'TOKEN_MALFORMED');
      }
    },
    revokeRefreshTokens: (uid) => auth.revokeRefreshTokens(uid),
  };
}

const TOKEN_REASONS: Record<string, Reason> = {
  'auth/id-token-expired': 'TOKEN_EXPIRED',
  'auth/id-token-revoked': 'TOKEN_REVOKED',
  'auth/user-disabled': 'USER_DISABLED',
  'auth/user-not-found': 'USER_DISABLED',
};

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

function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
