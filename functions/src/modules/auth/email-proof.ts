import type { Context } from '../../context/context.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { AuthAccount } from '../users/account.ts';
import { readWithdrawn } from './store.ts';

/** The custom claim of Firebase Auth accounts that only a server can write. */
export const EMAIL_RECORD = 'email_proof';

/** Nobody has proven anything. */
const UNPROVEN = 'none';

const HASH_LENGTH = 22;

/**
 * What is recorded of an account whose address was proven to us; `null` where none was. It is a hash, as
 * claims are part of every ID token, and of 132 bits, as they are limited to 1,000 bytes.
 */
export function emailRecord(hash: KeyedHash, uid: string, email: string | null): string {
  return email === null ? UNPROVEN : hash('email-proof', uid, email).slice(0, HASH_LENGTH);
}

/**
 * Whether an address counts as proven. Firebase Auth says `emailVerified` of whatever its own mails
 * confirmed. Whoever has an ID token can have them sent, to a stranger's address as well, and whoever clicks
 * there vouches for an account that he has never seen. So the address must also be the one that we have
 * recorded: because a code of ours came back from it, or Google has the last word on it.
 *
 * An account without a record is one that the operator made or imported and that has had no session yet:
 * nobody has registered it, and the operator's word counts. With its first session it gets its record.
 */
export function isProvenEmail(
  hash: KeyedHash,
  { uid, email, record }: { uid: string; email: string | null; record: unknown },
  said_by_firebase: boolean,
): boolean {
  if (email === null || !said_by_firebase) return false;
  return record === undefined || record === emailRecord(hash, uid, email);
}

/**
 * Records which address of an account was proven to us. No document is read, but for an admin: claims are
 * written as a whole, so that one who was withdrawn in between could be an admin again by it.
 */
export async function recordEmail(ctx: Context, uid: string, email: string | null): Promise<void> {
  const { is_admin } = await ctx.accounts.recordEmail(uid, email);
  if (!is_admin) return;
  const withdrawn = (await readWithdrawn(ctx.db))?.uids ?? {};
  if (uid in withdrawn) await ctx.account_admin.setAdmin(uid, false);
}

/**
 * Sees to it that an account has a record before anybody holds a token of it: from then on what is said of
 * its address elsewhere is not believed.
 */
export async function keepEmailRecord(ctx: Context, account: AuthAccount): Promise<void> {
  const { uid, email, email_verified, has_email_record } = account;
  if (!has_email_record) await recordEmail(ctx, uid, email_verified ? email : null);
}
