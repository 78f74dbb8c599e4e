import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { liftRevocation } from '../auth/end-sessions.ts';
import { setEventDisabled } from '../events/store.ts';
import { setActive } from '../users/set-active.ts';
import { readUser } from '../users/store.ts';
import { setWithdrawn } from '../auth/store.ts';
import { act } from './act.ts';
import { requireAccount, target } from './target.ts';

/**
 * Lets a disabled user in again: he signs in anew, and every instance takes his tokens within 30 s.
 * The sessions that were ended stay ended.
 *
 * Firebase Auth says yes first, then the documents: after a crash in between he is still refused, and
 * calling again completes it. May be repeated; each time is an audit entry.
 *
 * Costs 3 reads and 5 writes, 1 write more for an admin and for each exact way to him. Errors: FIELDS_INVALID, ADMIN_ONLY,
 * USER_NOT_FOUND.
 */
export const adminEnableUser = endpoint({
  name: 'adminEnableUser',
  summary: 'Enable a disabled user',
  auth: 'admin',
  input: target,
  output: nothing,
  errors: ['USER_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, { user_id, reason = null }, { caller }) => {
    const account = await requireAccount(ctx, user_id);
    await ctx.account_admin.setDisabled(user_id, false);
    await act(ctx, caller, { action: 'ENABLE_USER', target: user_id, reason }, async (tx) => {
      const profile = await readUser(tx, user_id);
      if (profile !== undefined) {
        setEventDisabled(tx, user_id, false);
        await setActive(tx, ctx, user_id, true);
      }
      liftRevocation(tx, ctx, user_id);
      if (account.is_admin) setWithdrawn(tx, user_id, null);
    });
    return {};
  },
});
