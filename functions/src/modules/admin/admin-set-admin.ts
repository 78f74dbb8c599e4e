import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { endSessionsIn } from '../auth/end-sessions.ts';
import { setWithdrawn } from '../auth/store.ts';
import { act } from './act.ts';
import { refuseOneself, requireAccount, target } from './target.ts';

/**
 * Makes a user an admin from his next refresh on, or ends that: he is none from this moment, and signs
 * in again, as his tokens still say that he is.
 *
 * The documents come first and the claim last: after a crash in between nobody is an admin who should
 * not be, and calling again completes it. May be repeated; each time is an audit entry.
 *
 * Costs 1 read and 2 writes; to withdraw the role also what {@link endSessionsIn} costs.
 * Errors: FIELDS_INVALID, ADMIN_ONLY, USER_NOT_FOUND, OWN_ACCOUNT.
 */
export const adminSetAdmin = endpoint({
  name: 'adminSetAdmin',
  summary: 'Make a user an admin, or end that',
  auth: 'admin',
  input: target.extend({ is_admin: z.boolean() }),
  output: nothing,
  errors: ['USER_NOT_FOUND', 'OWN_ACCOUNT', 'TOO_BUSY'],
  handler: async (ctx, { user_id, is_admin, reason = null }, { caller }) => {
    refuseOneself(caller, user_id);
    await requireAccount(ctx, user_id);
    const action = is_admin ? 'GRANT_ADMIN' : 'WITHDRAW_ADMIN';
    await act(ctx, caller, { action, target: user_id, reason }, async (tx) => {
      if (!is_admin) await endSessionsIn(tx, ctx, user_id, 'all', 'SIGNED_OUT');
      setWithdrawn(tx, user_id, is_admin ? null : ctx.clock.now());
    });
    await ctx.account_admin.setAdmin(user_id, is_admin);
    if (!is_admin) await ctx.accounts.revokeRefreshTokens(user_id);
    return {};
  },
});
