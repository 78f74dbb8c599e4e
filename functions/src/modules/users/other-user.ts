import type { Context } from '../../context/context.ts';
import { fieldError } from '../../kernel/errors.ts';
import { fieldOf, targetUid, type Target } from './find-target.ts';

/**
 * The uid of another user than the caller, and the field that names him. Whether there is such a user is
 * not asked of a `user_id`, which costs nothing; a username costs 1 read.
 *
 * @throws ParleyError USER_NOT_FOUND, USER_IS_SELF
 */
export async function otherUser(
  ctx: Context,
  target: Target,
  uid: string,
): Promise<{ other: string; field: 'user_id' | 'username' }> {
  const field = fieldOf(target);
  const other = await targetUid(ctx.db, target);
  if (other === uid) throw fieldError('USER_IS_SELF', field);
  return { other, field };
}
