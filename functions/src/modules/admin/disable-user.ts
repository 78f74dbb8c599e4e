import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import type { Tx } from '../../store/transaction.ts';
import { shutOutIn, shutOutState } from '../auth/shut-out.ts';
import type { AuthAccount } from '../users/account.ts';
import { act, type Deed, type Outcome } from './act.ts';

/**
 * Shuts a user out, with the audit entry that `deed` says, and does in the same transaction what belongs to
 * it; answers what that does. Where he is shut out already there is an entry only if that changes something.
 *
 * The documents say no first, then Firebase Auth: after a crash in between he cannot sign in, refresh
 * or write, and the same again completes it.
 *
 * Costs 2 reads where he is shut out already, else 3 reads and 5 writes, 1 read and 1 delete for each
 * exact way to him, and what `endSessionsIn` costs, always with its 1 write and 1 read for devices; 1
 * write more where he is an admin.
 */
export async function disableUser<T>(
  ctx: Context,
  caller: Caller,
  account: AuthAccount,
  deed: Deed,
  also: (tx: Tx) => Promise<Outcome<T>>,
): Promise<T> {
  const { uid, is_admin } = account;
  const result = await act(ctx, caller, deed, async (tx) => {
    const done = await also(tx);
    const { has_documents, is_shut_out } = await shutOutState(tx, ctx, account);
    if (is_shut_out) return done;
    await shutOutIn(tx, ctx, { uid, is_admin, has_documents }, 'USER_DISABLED');
    return { ...done, changed: true };
  });
  await ctx.account_admin.setDisabled(uid, true);
  await ctx.accounts.revokeRefreshTokens(uid);
  return result;
}
