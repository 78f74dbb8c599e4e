import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { oneTarget, targetUid } from '../users/find-target.ts';
import { deleteContact } from './store.ts';

/**
 * Takes a user out of the caller's contact book; idempotent. A friendship goes on.
 *
 * Costs 1 delete, and 1 read for a username. Errors: FIELDS_INVALID, USER_NOT_FOUND (a username that
 * nobody has).
 */
export const removeContact = endpoint({
  name: 'removeContact',
  summary: 'Take a user out of the contact book',
  auth: 'session',
  input: oneTarget,
  output: nothing,
  errors: ['USER_NOT_FOUND'],
  handler: async (ctx, target, { caller: { uid } }) => {
    const other = await targetUid(ctx.db, target);
    await ctx.db.transact(async (tx) => deleteContact(tx, uid, other));
    return {};
  },
});
