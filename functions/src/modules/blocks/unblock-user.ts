import { endpoint } from '../../context/endpoint.ts';
import { oneTarget } from '../users/find-target.ts';
import { otherUser } from '../users/other-user.ts';
import { blockStatusAnswer, blockStatusOf } from './block-status.ts';
import { setBlocked } from './set-blocked.ts';
import { haveBlocked } from './store.ts';

/**
 * Lifts the caller's block of a user. Where that user has blocked the caller as well, the two stay
 * apart. May be repeated.
 *
 * Costs 3 reads, 2 writes and 1 delete, 1 write less where the two have no chat; 3 reads where there is
 * no such block; 1 read more for a username. Errors: FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND (a
 * username that nobody has).
 */
export const unblockUser = endpoint({
  name: 'unblockUser',
  summary: 'Lift a block',
  auth: 'session',
  input: oneTarget,
  output: blockStatusAnswer,
  errors: ['USER_IS_SELF', 'USER_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, target, { caller: { uid } }) => {
    const { other, field } = await otherUser(ctx, target, uid);
    await setBlocked(ctx, uid, other, false, field);
    const by_other = await haveBlocked(ctx.db, [other], uid);
    return blockStatusOf(false, by_other.length > 0);
  },
});
