import type { UserRecord } from 'firebase-admin/auth';

import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import { EMAIL_RECORD, isProvenEmail } from '../../modules/auth/email-proof.ts';
import type { AuthAccount } from '../../modules/users/account.ts';

/** Makes of a Firebase Auth account what we know of it. */
export function accountReader(hash: KeyedHash): (user: UserRecord) => AuthAccount {
  return (user) => {
    const { uid, email = null, customClaims } = user;
    const record: unknown = customClaims?.[EMAIL_RECORD];
    return {
      uid,
      display_name: user.displayName ?? '',
      photo_url: user.photoURL ?? null,
      email,
      email_verified: isProvenEmail(hash, { uid, email, record }, user.emailVerified),
      has_email_record: record !== undefined,
      phone: user.phoneNumber ?? null,
      providers: user.providerData.map(({ providerId }) => providerId),
      is_admin: customClaims?.['admin'] === true,
      is_disabled: user.disabled,
      tokens_valid_from: Math.floor(Date.parse(user.tokensValidAfterTime ?? '') / 1000) || 0,
    };
  };
}
