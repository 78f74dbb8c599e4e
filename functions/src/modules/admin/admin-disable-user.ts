import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { disableUser } from './disable-user.ts';
import { refuseOneself, requireAccount, target } from './target.ts';

/**
 * Shuts a user out: refreshing, message writes and pushes at once, every endpoint within 30 s. His SDKs may
 * read documents for as long as their ID token lives, an hour at most.
 *
 * The documents say no first, then Firebase Auth: after a crash in between he cannot sign in, refresh
 * or write, and calling again completes it. Whoever is disabled stays so, without another audit entry.
 *
 * Costs 2 reads where he is disabled, else 3 reads and 5 writes, 1 read and 1 delete for each exact way to
 * him, and what `endSessionsIn` costs, always with its 1 write and 1 read for devices; 1 write more where
 * he is an admin.
 * Errors: FIELDS_INVALID, ADMIN_ONLY, USER_NOT_FOUND, OWN_ACCOUNT.
 */
export const adminDisableUser = endpoint({
  name: 'adminDisableUser',
  summary: 'Disable a user and end his sessions',
  auth: 'admin',
  input: target,
  output: nothing,
  errors: ['USER_NOT_FOUND', 'OWN_ACCOUNT', 'TOO_BUSY'],
  handler: async (ctx, { user_id, reason = null }, { caller }) => {
    refuseOneself(caller, user_id);
    const account = await requireAccount(ctx, user_id);
    const deed = { action: 'DISABLE_USER', target: user_id, reason } as const;
    await disableUser(ctx, caller, account, deed, async () => ({
      result: undefined,
      changed: false,
    }));
    return {};
  },
});
