import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { pageSize, text } from '../../kernel/fields.ts';
import { withoutBlocked } from '../blocks/without-blocked.ts';
import { findListed } from '../directory/find-listed.ts';
import { searchCursor, toCursor } from '../directory/search-cursor.ts';
import { wantedOf } from '../directory/wanted.ts';
import { readEvent } from '../events/store.ts';
import { toWireUser, wireUser } from '../users/wire-user.ts';

const MAX_QUERY = 64;
const USUAL_PAGE = 20;
const MAX_PAGE = 50;

const input = z.strictObject({
  query: text(1, MAX_QUERY)
    .refine((query) => query.trim() !== '', 'must not be empty')
    .meta({
      description:
        'A username or a part of it (3 characters and more within it), how words of the name begin, or ' +
        'an exact e-mail address or phone number in international form',
    }),
  limit: pageSize(USUAL_PAGE, MAX_PAGE),
  cursor: searchCursor.optional(),
});

/**
 * Finds users by names, username, exact address or number, without regard to case and accents, nor to the
 * apostrophes and hyphens of names; the best first: exact, by how the username begins, by words of the
 * names, within the username. The caller himself, disabled users, those who are not to be found so, and
 * those whom a block keeps apart from him are left out. A page may be shorter than its limit, even empty,
 * while there is a `next_cursor`.
 *
 * Costs its limit (1 read, 1 write; 2 and 2 for an exact address or number), 1 read for the caller's event
 * document, 1 for each way of finding that is tried (4 at most), 2 for each user who is found, and 1 for
 * each who is left out. Errors: FIELDS_INVALID, RATE_LIMITED.
 */
export const findUsers = endpoint({
  name: 'findUsers',
  summary: 'Find users by name, username, exact address or number',
  auth: 'session',
  input,
  output: z.object({ users: z.array(wireUser), next_cursor: z.string().nullable() }),
  limits: [
    { limit: 'find_users_by_account', key: (_input, { caller }) => caller.uid },
    {
      limit: 'reach_by_account',
      key: ({ query }, { caller }) => wantedOf(query).way && caller.uid,
    },
  ],
  handler: async (ctx, { query, limit, cursor: from }, { caller: { uid } }) => {
    const event = await readEvent(ctx.db, uid);
    const { users, next } = await findListed(ctx, {
      wanted: wantedOf(query),
      limit,
      from,
      shown: (uids) =>
        withoutBlocked(
          ctx.db,
          uid,
          event,
          uids.filter((other) => other !== uid),
        ),
    });
    return {
      users: users.map((user) => toWireUser(user.uid, user.entry)),
      next_cursor: next && toCursor(next),
    };
  },
});
