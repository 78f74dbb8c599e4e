import { endpoint } from '../../context/endpoint.ts';
import { oneTarget } from '../users/find-target.ts';
import { closeRequest } from './close-request.ts';
import { decideCancelling } from './decide.ts';
import { otherUser } from '../users/other-user.ts';
import { requestState } from './send-friend-request.ts';
import { readBetween } from './store.ts';

/**
 * Takes back what the caller has asked another user, or ends their friendship, whoever of them had asked;
 * idempotent. The other is not told: what told him of the request is read then. The contact books stay as
 * they are. What was declined stays so.
 *
 * Costs 3 reads and 2 writes, 1 write less where the other has read of it; 2 reads and 1 write to end a
 * friendship, 2 reads where it is so already; 1 read more for a username. Errors: FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND, FRIEND_REQUEST_NOT_FOUND.
 */
export const cancelFriendRequest = endpoint({
  name: 'cancelFriendRequest',
  summary: 'Take a friend request back, or end a friendship',
  auth: 'session',
  input: oneTarget,
  output: requestState,
  errors: ['USER_IS_SELF', 'USER_NOT_FOUND', 'FRIEND_REQUEST_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, target, { caller: { uid } }) => {
    const { other, field } = await otherUser(ctx, target, uid);
    return ctx.db.transact(async (tx) => {
      const outcome = decideCancelling(await readBetween(tx, uid, other), field);
      if ('state' in outcome) return outcome;
      await closeRequest(tx, outcome.cancels, 'CANCELLED', ctx.clock.now());
      return { state: 'CANCELLED' as const };
    });
  },
});
