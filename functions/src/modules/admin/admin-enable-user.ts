import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { liftRevocation } from '../auth/end-sessions.ts';
import { followAuth, shutOutState } from '../auth/shut-out.ts';
import { setEventDisabled } from '../events/store.ts';
import { setWithdrawn } from '../auth/store.ts';
import { setActive } from '../users/set-active.ts';
import { act } from './act.ts';
import { requireAccount, target } from './target.ts';

/**
 * Lets a disabled user in again: he signs in anew, and every instance takes his tokens within 30 s.
 * The sessions that were ended stay ended.
 *
 * Firebase Auth says yes first, then the documents: after a crash in between he is still refused, and
 * calling again completes it. So that they know what was not completed, the documents of one who was
 * disabled in Firebase Auth itself say no before that. Whoever is enabled stays so, without an audit entry.
 *
 * Costs 4 reads and 5 writes, 1 write more for an admin and for each exact way to him; 2 reads where he is
 * enabled. Errors: FIELDS_INVALID, ADMIN_ONLY, USER_NOT_FOUND.
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
    if (account.is_disabled) await followAuth(ctx, user_id);
    await ctx.account_admin.setDisabled(user_id, false);
    const deed = { action: 'ENABLE_USER', target: user_id, reason } as const;
    await act(ctx, caller, deed, async (tx, { unfinished = {} }) => {
      const { has_documents, is_shut_out } = await shutOutState(tx, ctx, account);
      if (!is_shut_out) return { result: undefined, changed: false };
      if (has_documents) {
        setEventDisabled(tx, user_id, false);
        await setActive(tx, ctx, user_id, true);
      }
      liftRevocation(tx, ctx, user_id);
      // Not the role of one who has lost it, only that Firebase Auth still has to be told.
      const is_admin = account.is_admin && unfinished[user_id] !== 'WITHDRAW';
      if (is_admin) setWithdrawn(tx, user_id, null);
      return { result: undefined, changed: true };
    });
    return {};
  },
});
