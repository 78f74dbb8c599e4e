import type { Context } from '../../context/context.ts';
import { userId } from '../../kernel/fields.ts';
import type { KeyedHash } from '../../kernel/keyed-hash.ts';
import type { AuthAccount } from '../users/account.ts';
import { readUser } from '../users/store.ts';
import { readSessions, readWithdrawn } from './store.ts';

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
 * An account without a record is one that the operator made or imported: nobody has registered it, and the
 * operator's word counts, as long as it was not used here; see {@link withBelievedEmail}.
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
 * An account of which it is told rightly whether its address counts as proven. Firebase's word is believed
 * of one without a record only where there are no documents of it: who was here has had a record, and it
 * was lost, as when an operator sets claims by hand; by then Firebase may say whatever somebody has clicked.
 *
 * Whoever gives an account away by its address must ask this. Costs nothing for an account with a record,
 * or whose address is not verified at Firebase either; else 2 reads.
 */
export async function withBelievedEmail<A extends AuthAccount>(
  ctx: Context,
  account: A,
): Promise<A> {
  const { uid, email_verified, has_email_record } = account;
  if (has_email_record || !email_verified || !userId.safeParse(uid).success) return account;
  const [user, sessions] = [await readUser(ctx.db, uid), await readSessions(ctx.db, uid)];
  const was_here = user !== undefined || sessions !== undefined;
  return was_here ? { ...account, email_verified: false } : account;
}

/**
 * Sees to it that an account has a record before there is anything else of it here: from then on what is
 * said of its address elsewhere is not believed. Answers the account of which that is told rightly. Costs
 * what {@link withBelievedEmail} does.
 */
export async function keepEmailRecord(ctx: Context, account: AuthAccount): Promise<AuthAccount> {
  if (account.has_email_record) return account;
  const believed = await withBelievedEmail(ctx, account);
  const { uid, email, email_verified } = believed;
  await recordEmail(ctx, uid, email_verified ? email : null);
  return believed;
}
