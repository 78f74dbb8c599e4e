import type { Auth } from 'firebase-admin/auth';

import { fieldError, ParleyError, type OtherReason } from '../../kernel/errors.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { Log } from '../../kernel/log.ts';
import { withinTime } from '../../kernel/time-limit.ts';
import type { Accounts } from '../../modules/auth/accounts.ts';
import { EMAIL_RECORD, emailRecord } from '../../modules/auth/email-proof.ts';
import { accountReader } from './account-reader.ts';

/**
 * {@link Accounts} by the Admin SDK.
 *
 * @param limit_ms for the check of an ID token, which may have to ask for Google's keys
 */
export function firebaseAccounts(
  auth: Auth,
  hash: KeyedHash,
  limit_ms: number,
  log: Log,
): Accounts {
  const account = accountReader(hash);
  return {
    async find(uid) {
      try {
        return account(await auth.getUser(uid));
      } catch (error) {
        if (codeOf(error) === 'auth/user-not-found') return undefined;
        throw error;
      }
    },
    async findByEmail(email) {
      try {
        return account(await auth.getUserByEmail(email));
      } catch (error) {
        if (NO_SUCH_EMAIL.has(codeOf(error))) return undefined;
        throw error;
      }
    },
    async createWithEmail({ uid, email, password, display_name }) {
      // Claims cannot be part of making an account, so it gets its record while it has no way in yet.
      await auth.createUser({ uid, displayName: display_name });
      try {
        await auth.setCustomUserClaims(uid, { [EMAIL_RECORD]: emailRecord(hash, uid, null) });
        return account(await auth.updateUser(uid, { email, password, emailVerified: false }));
      } catch (error) {
        const refusal = EMAIL_REFUSALS[codeOf(error) ?? ''];
        if (refusal === undefined) throw error;
        // It was refused, so the account has neither address nor password and nobody can be in it.
        await auth.deleteUser(uid).catch(() => undefined);
        throw fieldError(refusal, 'email');
      }
    },
    async recordEmail(uid, email) {
      const user = await auth.getUser(uid);
      const record = { [EMAIL_RECORD]: emailRecord(hash, uid, email) };
      await auth.setCustomUserClaims(uid, { ...user.customClaims, ...record });
      return account(user);
    },
    async setPassword(uid, password, email_verified) {
      const proven = email_verified === true && { emailVerified: true };
      return account(await auth.updateUser(uid, { password, ...proven }));
    },
    async verifyEmail(uid) {
      await auth.updateUser(uid, { emailVerified: true });
    },
    async findByProvider(provider, subject) {
      try {
        return account(await auth.getUserByProviderUid(provider, subject));
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
        return account(await auth.createUser(fields));
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
      return account(user);
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
        return account(await auth.getUserByPhoneNumber(phone));
      } catch (error) {
        if (codeOf(error) === 'auth/user-not-found') return undefined;
        throw error;
      }
    },
    async createWithPhone(uid, phoneNumber) {
      try {
        return account(await auth.createUser({ uid, phoneNumber }));
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
    async remove(uid) {
      try {
        await auth.deleteUser(uid);
      } catch (error) {
        if (codeOf(error) !== 'auth/user-not-found') throw error;
      }
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

const EMAIL_REFUSALS: Record<string, OtherReason> = {
  'auth/email-already-exists': 'EMAIL_TAKEN',
  'auth/invalid-email': 'FIELDS_INVALID',
};

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

/** The code of an error of the Admin SDK, such as `auth/user-not-found`. */
export function codeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
