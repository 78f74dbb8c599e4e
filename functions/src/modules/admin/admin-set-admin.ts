import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { endSessionsIn } from '../auth/end-sessions.ts';
import { readWithdrawn, setRole, setRoleFinished } from '../auth/store.ts';
import { act } from './act.ts';
import { decideRole } from './decide-role.ts';
import { refuseOneself, requireAccount, target } from './target.ts';

/**
 * Makes a user an admin from his next refresh on, or ends that: he is none from this moment, and signs
 * in again, as his tokens still say that he is. Where he is as he is to be, nothing happens.
 *
 * The documents come first and the claim last: after a crash in between nobody is an admin who should
 * not be, and calling again completes it, without another audit entry. That it is not complete the
 * register says until the claim is set.
 *
 * Costs 2 reads and 3 writes; to withdraw the role also what {@link endSessionsIn} costs; 1 read where
 * nothing is to be done, 2 reads and 1 write to complete it.
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
    const action = is_admin ? 'GRANT_ADMIN' : 'WITHDRAW_ADMIN';
    const deed = { action, target: user_id, reason } as const;
    const left = await act(ctx, caller, deed, async (tx, register) => {
      // Asked for after the register, so that of two at once the later sees what the earlier has done.
      const account = await requireAccount(ctx, user_id);
      const result = decideRole(register, account, is_admin);
      if (result !== 'ALL') return { result, changed: false };
      if (!is_admin) await endSessionsIn(tx, ctx, user_id, 'all', 'SIGNED_OUT');
      setRole(tx, user_id, is_admin, ctx.clock.now());
      return { result, changed: true };
    });
    if (left === 'NOTHING') return {};
    if (!is_admin) await ctx.accounts.revokeRefreshTokens(user_id);
    await ctx.account_admin.setAdmin(user_id, is_admin);
    await ctx.db.transact(async (tx) => {
      const begun = (await readWithdrawn(tx))?.unfinished?.[user_id];
      // Another admin may have decided otherwise since.
      if (begun === (is_admin ? 'GRANT' : 'WITHDRAW')) setRoleFinished(tx, user_id);
    });
    return {};
  },
});
