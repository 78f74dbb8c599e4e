import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import { listUser, relistUser } from '../directory/list-user.ts';
import type { PublicProfile } from '../directory/model.ts';
import type { AuthAccount } from '../users/account.ts';
import { waysOf } from '../users/ways-of.ts';

/** What the ways of an account come to, told by neither of them. */
export function waysMark(ctx: Context, account: AuthAccount): string {
  const { email, phone } = waysOf(account);
  return ctx.hash('ways', account.uid, email ?? '', phone ?? '').slice(0, 22);
}

/**
 * Sees to it that a user is found by what his account says now, where the last sign-in has seen it say
 * something else: a number or an address may have come or gone at Firebase Auth itself, or a crash may have
 * come between that and the directory. Also that he is found at all, if he was here before that was kept.
 *
 * Costs nothing where nothing has changed, else what `relistUser` costs; 1 write more for one who is new there.
 *
 * @param known what the last sign-in has left
 */
export async function keepListed(
  tx: Tx,
  ctx: Context,
  account: AuthAccount,
  profile: PublicProfile,
  known: string | undefined,
): Promise<void> {
  if (known === waysMark(ctx, account)) return;
  const ways = waysOf(account);
  const is_listed = await relistUser(tx, ctx, account.uid, { ways });
  if (!is_listed) listUser(tx, ctx, account.uid, profile, ways);
}
