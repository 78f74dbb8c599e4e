import { endpoint } from '../../context/endpoint.ts';
import { oneTarget } from '../users/find-target.ts';
import { otherUser } from '../users/other-user.ts';
import { blockStatusAnswer, blockStatusOf } from './block-status.ts';
import { setBlocked } from './set-blocked.ts';

/**
 * Blocks a user, from the moment this answers: no messages, pushes, typing signs or presence between
 * the two, no new chat, and neither adds the other to a group or enters him newly into his contact book.
 * Groups that both are in go on, without pushes from him to the caller. What the two have asked each other
 * ends. The other is not told. May be repeated.
 *
 * Costs 5 reads and 3 writes, 1 write less where the two have no chat, 1 read and 2 writes more where a
 * friend request waits; 5 reads when repeated; 1 read more for a username. Errors: FIELDS_INVALID,
 * USER_IS_SELF, USER_NOT_FOUND, TOO_MANY_BLOCKED.
 */
export const blockUser = endpoint({
  name: 'blockUser',
  summary: 'Block a user',
  auth: 'session',
  input: oneTarget,
  output: blockStatusAnswer,
  errors: ['USER_IS_SELF', 'USER_NOT_FOUND', 'TOO_MANY_BLOCKED', 'TOO_BUSY'],
  handler: async (ctx, target, { caller: { uid } }) => {
    const { other, field } = await otherUser(ctx, target, uid);
    await setBlocked(ctx, uid, other, true, field);
    return blockStatusOf(true, false);
  },
});
