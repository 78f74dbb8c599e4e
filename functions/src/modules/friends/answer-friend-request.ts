import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { isOneTarget, ONE_TARGET, targetFields } from '../users/find-target.ts';
import { befriend } from './befriend.ts';
import { closeRequest } from './close-request.ts';
import { decideAnswer } from './decide.ts';
import { otherUser } from '../users/other-user.ts';
import { requestState } from './send-friend-request.ts';
import { readRequest } from './store.ts';

const input = z
  .strictObject({ ...targetFields, accept: z.boolean() })
  .refine(isOneTarget, ONE_TARGET);

/**
 * Accepts or declines what another user has asked the caller; idempotent. Accepted, each of the two has the
 * other in his contact book, and the one who asked is told. He is not notified that he was declined, though
 * the request says so. The caller's entry that told of it is read then.
 *
 * Costs 8 reads and 6 writes to accept (see {@link befriend}), 2 reads and 2 writes to decline, 1 read where
 * it is so already; 1 write less where the entry is read already, or there is none; 1 read more for a
 * username. Errors: FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND, USER_BLOCKED,
 * FRIEND_REQUEST_NOT_FOUND, FRIEND_REQUEST_CLOSED (it was answered otherwise, or taken back).
 */
export const answerFriendRequest = endpoint({
  name: 'answerFriendRequest',
  summary: 'Accept or decline a friend request',
  auth: 'session',
  active_hours_only: true,
  input,
  output: requestState,
  errors: [
    'USER_IS_SELF',
    'USER_NOT_FOUND',
    'USER_BLOCKED',
    'FRIEND_REQUEST_NOT_FOUND',
    'FRIEND_REQUEST_CLOSED',
    'TOO_BUSY',
  ],
  handler: async (ctx, { accept, ...target }, { caller: { uid } }) => {
    const { other, field } = await otherUser(ctx, target, uid);
    await ctx.db.transact(async (tx) => {
      const now = ctx.clock.now();
      const request = await readRequest(tx, other, uid);
      const state = decideAnswer(request, accept, field);
      if (request === undefined || state === undefined) return;
      if (state === 'ACCEPTED') await befriend(tx, ctx, request, field, now);
      else await closeRequest(tx, request, state, now);
    });
    return { state: accept ? 'ACCEPTED' : 'DECLINED' };
  },
});
