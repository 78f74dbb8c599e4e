import type { Auth, UserRecord } from 'firebase-admin/auth';

import { fieldError, ParleyError, type OtherReason } from '../../kernel/errors.ts';
import type { Log } from '../../kernel/log.ts';
import { withinTime } from '../../kernel/time-limit.ts';
import type { Accounts } from '../../modules/auth/accounts.ts';
import type { AuthAccount } from '../../modules/users/account.ts';

/**
 * {@link Accounts} by the Admin SDK.
 *
 * @param limit_ms for the check of an ID token, which may have to ask for Google's keys
 */
export function firebaseAccounts(auth: Auth, limit_ms: number, log: Log): Accounts {
  return {
    async find(uid) {
      try {
        return toAccount(await auth.getUser(uid));
      } catch (error) {
        if (codeOf(error) === 'auth/user-not-found') return undefined;
        throw error;
      }
    },
    async findByEmail(email) {
      try {
        return toAccount(await auth.getUserByEmail(email));
      } catch (error) {
        if (NO_SUCH_EMAIL.has(codeOf(error))) return undefined;
        throw error;
      }
    },
    async createWithEmail({ uid, email, password, display_name }) {
      try {
        const displayName = display_name;
        const emailVerified = false;
        return toAccount(
          await auth.createUser({ uid, email, password, displayName, emailVerified }),
        );
      } catch (error) {
        if (codeOf(error) === 'auth/email-already-exists') throw fieldError('EMAIL_TAKEN', 'email');
        if (codeOf(error) === 'auth/invalid-email') throw fieldError('FIELDS_INVALID', 'email');
        throw error;
      }
    },
    async setPassword(uid, password, email_verified) {
      const proven = email_verified === true && { emailVerified: true };
      return toAccount(await auth.updateUser(uid, { password, ...proven }));
    },
    async verifyEmail(uid) {
      await auth.updateUser(uid, { emailVerified: true });
    },
    async findByProvider(provider, subject) {
      try {
        return toAccount(await auth.getUserByProviderUid(provider, subject));
      } catch (error) {
        if (codeOf(error) === 'auth/user-not-found') return undefined;
        throw error;
      }
    },
    async createWithoutPassword({ uid, email, display_name, photo_url }) {
      const fields = {
        uid,
        ...(email !== null && { email, emailVerified: true }),
        ...(display_name !== '' && { displayName: display_name }),
        ...(photo_url !== null && { photoURL: photo_url }),
      };
      try {
        return toAccount(await auth.createUser(fields));
      } catch (error) {
        if (TAKEN.has(codeOf(error))) return undefined;
        throw error;
      }
    },
    async link(uid, { provider, subject, display_name }, email_verified) {
      const user = await auth.updateUser(uid, {
        providerToLink: { providerId: provider, uid: subject, displayName: display_name },
        ...(email_verified && { emailVerified: true }),
      });
      return toAccount(user);
    },
    async takeWaysIn(uid, password, providers) {
      await auth.updateUser(uid, {
        ...(password !== undefined && { password }),
        ...(providers.length > 0 && { providersToUnlink: providers }),
      });
      await auth.revokeRefreshTokens(uid);
    },
    async findByPhone(phone) {
      try {
        return toAccount(await auth.getUserByPhoneNumber(phone));
      } catch (error) {
        if (codeOf(error) === 'auth/user-not-found') return undefined;
        throw error;
      }
    },
    async createWithPhone(uid, phoneNumber) {
      try {
        return toAccount(await auth.createUser({ uid, phoneNumber }));
      } catch (error) {
        if (codeOf(error) === 'auth/phone-number-already-exists') return undefined;
        throw error;
      }
    },
    customToken: (uid, claims) => auth.createCustomToken(uid, claims),
    async verifyIdToken(token) {
      const verified = auth.verifyIdToken(token).catch((error: unknown) => {
        if (isWithoutKeys(error)) log.warn("Google's keys for ID tokens cannot be had");
        throw new ParleyError(tokenReason(error));
      });
      return withinTime(limit_ms, verified);
    },
    async revokeRefreshTokens(uid) {
      try {
        await auth.revokeRefreshTokens(uid);
      } catch (error) {
        if (codeOf(error) !== 'auth/user-not-found') throw error;
      }
    },
  };
}

const NO_SUCH_EMAIL = new Set<unknown>(['auth/user-not-found', 'auth/invalid-email']);

const TAKEN = new Set<unknown>(['auth/uid-already-exists', 'auth/email-already-exists']);

const TOKEN_REASONS: Record<string, OtherReason> = {
  'auth/id-token-expired': 'TOKEN_EXPIRED',
  'auth/id-token-revoked': 'TOKEN_REVOKED',
  'auth/user-disabled': 'USER_DISABLED',
  'auth/user-not-found': 'USER_DISABLED',
};

function tokenReason(error: unknown): OtherReason {
  if (isWithoutKeys(error)) return 'UPSTREAM_UNAVAILABLE';
  return TOKEN_REASONS[codeOf(error) ?? ''] ?? 'TOKEN_MALFORMED';
}

/**
 * Whether a token could not be checked, as there were no keys. The SDK has one code for that and for
 * most that can be wrong with a token, but what it says of a token always names it.
 */
function isWithoutKeys(error: unknown): boolean {
  if (!(error instanceof Error) || codeOf(error) !== 'auth/argument-error') return false;
  return !/\bID token\b/.test(error.message);
}

/** What we know of a Firebase Auth account. */
export function toAccount(user: UserRecord): AuthAccount {
  return {
    uid: user.uid,
    display_name: user.displayName ?? '',
    photo_url: user.photoURL ?? null,
    email: user.email ?? null,
    email_verified: user.emailVerified,
    phone: user.phoneNumber ?? null,
    providers: user.providerData.map(({ providerId }) => providerId),
    is_admin: user.customClaims?.['admin'] === true,
    is_disabled: user.disabled,
    tokens_valid_from: Math.floor(Date.parse(user.tokensValidAfterTime ?? '') / 1000) || 0,
  };
}

/** The code of an error of the Admin SDK, such as `auth/user-not-found`. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
