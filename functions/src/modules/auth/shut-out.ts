import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import { setEventDisabled } from '../events/store.ts';
import type { AuthAccount } from '../users/account.ts';
import { setActive } from '../users/set-active.ts';
import { readUser } from '../users/store.ts';
import { endSessionsIn } from './end-sessions.ts';
import type { RevocationReason } from './model.ts';
import { readRevocation, setWithdrawn } from './store.ts';

type Why = Exclude<RevocationReason, 'SIGNED_OUT'>;

/**
 * Whether a user has documents, and whether they say that he is shut out. Of one who has none a revocation
 * says it for as long as tokens can live, and Firebase Auth after that. 1 read, 2 where he has none.
 */
export async function shutOutState(
  tx: Tx,
  ctx: Context,
  { uid, is_disabled }: AuthAccount,
): Promise<{ has_documents: boolean; is_shut_out: boolean }> {
  const profile = await readUser(tx, uid);
  if (profile !== undefined) return { has_documents: true, is_shut_out: !profile.is_active };
  const revocation = await readRevocation(tx, uid);
  const holds = revocation !== undefined && revocation.expires_at.compare(ctx.clock.now()) > 0;
  return { has_documents: false, is_shut_out: holds ? revocation.active : is_disabled };
}

/**
 * Shuts a user out inside a transaction: rules refuse his message writes, every instance hears of it within
 * 30 s, his sessions end, nothing is pushed to him, he is found no more, and whoever is an admin is none any
 * more.
 *
 * Costs 1 write, where he has documents 1 more and what {@link setActive} costs, 1 more where he is an
 * admin, and what {@link endSessionsIn} costs.
 */
export async function shutOutIn(
  tx: Tx,
  ctx: Context,
  user: { uid: string; is_admin: boolean; has_documents: boolean },
  why: Why,
): Promise<void> {
  const { uid, is_admin, has_documents } = user;
  await endSessionsIn(tx, ctx, uid, 'all', why);
  const now = ctx.clock.now();
  if (has_documents) {
    setEventDisabled(tx, uid, true);
    await setActive(tx, ctx, uid, false);
  }
  if (is_admin) setWithdrawn(tx, uid, now);
}

/**
 * Does to a user who was disabled or deleted in Firebase Auth itself what `adminDisableUser` would have
 * done. Once: whoever is shut out already stays as he is. An admin lets him in again by `adminEnableUser`.
 *
 * Firebase Auth is asked once more when the documents are read: enabling changes it first and the
 * documents then, so that nobody is shut out who was let in meanwhile.
 *
 * Costs 1 read, and the first time what {@link shutOutIn} costs.
 */
export async function followAuth(ctx: Context, uid: string): Promise<void> {
  const changed = await ctx.db.transact(async (tx) => {
    const profile = await readUser(tx, uid);
    if (profile?.is_active !== true) return false;
    const account = await ctx.accounts.find(uid);
    if (account?.is_disabled === false) return false;
    const why = account === undefined ? 'USER_DELETED' : 'USER_DISABLED';
    const is_admin = account?.is_admin === true;
    await shutOutIn(tx, ctx, { uid, is_admin, has_documents: true }, why);
    return true;
  });
  if (changed) await ctx.accounts.revokeRefreshTokens(uid);
}

/**
 * {@link followAuth} for one who is refused in any case: it never fails, as whoever finds it out next tries
 * again.
 */
export async function shutOut(ctx: Context, uid: string): Promise<void> {
  try {
    await followAuth(ctx, uid);
  } catch {
    ctx.log.error('A user who is shut out in Firebase Auth is not shut out here yet', { uid });
  }
}

/**
 * The account of somebody who wants something, which Firebase Auth was just asked for. Where it is
 * disabled or gone, he is shut out here as well.
 *
 * @throws ParleyError USER_DISABLED
 */
export async function letIn(
  ctx: Context,
  uid: string,
  account: AuthAccount | undefined,
): Promise<AuthAccount> {
  if (account?.is_disabled === false) return account;
  await shutOut(ctx, uid);
  throw new ParleyError('USER_DISABLED');
}
