import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { pageSize } from '../../kernel/fields.ts';
import { timeCursor, toTimeCursor } from '../../kernel/time-cursor.ts';
import { readUsers } from '../users/store.ts';
import { toWireUser, wireUser } from '../users/wire-user.ts';
import { listRequests } from './store.ts';

const USUAL_PAGE = 20;
const MAX_PAGE = 50;

const state = z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED']);

const input = z.strictObject({
  direction: z
    .enum(['incoming', 'outgoing'], 'must be incoming or outgoing')
    .default('incoming')
    .meta({ description: 'Whether others have asked the caller, or he them' }),
  state: state.default('PENDING'),
  cursor: timeCursor.optional(),
  limit: pageSize(USUAL_PAGE, MAX_PAGE),
});

const wireRequest = z
  .object({
    user: wireUser.meta({ description: 'The other of the two' }),
    direction: z.enum(['incoming', 'outgoing']),
    state,
    created: z.string(),
    modified: z.string(),
  })
  .meta({ id: 'FriendRequest' });

/**
 * The caller's friend requests in one direction and one state, the one that changed last first. Those of
 * users who are disabled or gone are left out, so a page may be shorter than it might.
 *
 * Costs 2 reads for each of the page, and at least 1. Errors: FIELDS_INVALID.
 */
export const listFriendRequests = endpoint({
  name: 'listFriendRequests',
  summary: "The caller's friend requests, newest first",
  auth: 'session',
  input,
  output: z.object({
    friend_requests: z.array(wireRequest),
    next_cursor: z.string().nullable(),
  }),
  handler: async (ctx, { direction, state, cursor: after, limit }, { caller: { uid } }) => {
    const side = direction === 'incoming' ? 'to_user' : 'from_user';
    const found = await listRequests(ctx.db, uid, { side, state, limit, ...(after && { after }) });
    const others = found.map(({ request: { from_user, to_user } }) =>
      direction === 'incoming' ? from_user : to_user,
    );
    const profiles = others.length === 0 ? [] : await readUsers(ctx.db, others);
    const last = found.at(-1);
    return {
      friend_requests: found.flatMap(({ request }, index) => {
        const profile = profiles[index];
        if (profile?.is_active !== true) return [];
        return {
          user: toWireUser(others[index] ?? '', profile),
          direction,
          state: request.state,
          created: request.created.toRfc3339(),
          modified: request.modified.toRfc3339(),
        };
      }),
      next_cursor:
        last !== undefined && found.length === limit
          ? toTimeCursor({ time: last.request.modified, id: last.id })
          : null,
    };
  },
});
