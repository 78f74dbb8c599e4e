import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Authenticated } from './authenticate.ts';
import { letIn } from './shut-out.ts';

/**
 * That somebody is an admin at this moment. A token says so for as long as it lives; an admin's powers
 * are too great and his requests too rare for that, so Firebase Auth is asked each time. No document
 * is read.
 *
 * @throws ParleyError ADMIN_ONLY, USER_DISABLED
 */
export async function requireAdmin(ctx: Context, caller: Authenticated): Promise<void> {
  if (!caller.is_admin) throw new ParleyError('ADMIN_ONLY');
  const { is_admin } = await letIn(ctx, caller.uid, await ctx.accounts.find(caller.uid));
  if (!is_admin) throw new ParleyError('ADMIN_ONLY');
}
