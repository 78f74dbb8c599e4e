import { endpoint } from '../../context/endpoint.ts';
import { oneTarget } from '../users/find-target.ts';
import { decideCancelling } from './decide.ts';
import { otherUser } from '../users/other-user.ts';
import { requestState } from './send-friend-request.ts';
import { readBetween, setRequestState } from './store.ts';

/**
 * Takes back what the caller has asked another user, or ends their friendship, whoever of them had asked;
 * idempotent. The other is not told, and the contact books stay as they are. What was declined stays so.
 *
 * Costs 2 reads and 1 write, 2 reads where it is so already; 1 read more for a username. Errors:
 * FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND, FRIEND_REQUEST_NOT_FOUND.
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
      setRequestState(tx, outcome.cancels, 'CANCELLED', ctx.clock.now());
      return { state: 'CANCELLED' as const };
    });
  },
});
