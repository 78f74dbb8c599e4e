import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import type { Tx } from '../../store/transaction.ts';
import { shutOutIn } from '../auth/shut-out.ts';
import type { AuthAccount } from '../users/account.ts';
import { readUser } from '../users/store.ts';
import { act, type Deed } from './act.ts';

/**
 * Shuts a user out, with the audit entry that `deed` says, and does in the same transaction what belongs to
 * it; answers what that does.
 *
 * The documents say no first, then Firebase Auth: after a crash in between he cannot sign in, refresh
 * or write, and the same again completes it.
 *
 * Costs 3 reads and 5 writes, 1 read and 1 delete for each exact way to him, and what `endSessionsIn` costs,
 * always with its 1 write and 1 read for
 * devices; 1 write more where he is an admin.
 */
export async function disableUser<T>(
  ctx: Context,
  caller: Caller,
  { uid, is_admin }: AuthAccount,
  deed: Deed,
  also: (tx: Tx) => Promise<T>,
): Promise<T> {
  const result = await act(ctx, caller, deed, async (tx) => {
    const done = await also(tx);
    const profile = await readUser(tx, uid);
    const user = { uid, is_admin, has_documents: profile !== undefined };
    await shutOutIn(tx, ctx, user, 'USER_DISABLED');
    return done;
  });
  await ctx.account_admin.setDisabled(uid, true);
  await ctx.accounts.revokeRefreshTokens(uid);
  return result;
}
