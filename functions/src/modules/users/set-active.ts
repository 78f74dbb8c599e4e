import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import { relistUser } from '../directory/list-user.ts';
import { setUserActive } from './store.ts';

/**
 * Whether a user counts as there: he is found no more in the moment in which he is shut out. One write, and
 * what `relistUser` costs.
 */
export async function setActive(
  tx: Tx,
  ctx: Context,
  uid: string,
  is_active: boolean,
): Promise<void> {
  setUserActive(tx, uid, is_active, ctx.clock.now());
  await relistUser(tx, ctx, uid, { is_active });
}
