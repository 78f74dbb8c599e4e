import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { endSessions } from './end-sessions.ts';
import { parseRefreshToken } from './refresh-token.ts';

/**
 * Ends the session that a refresh token belongs to, and the pushes to its device. Whoever holds the
 * token may end it, also when it is used up; one that is not ours, or ended already, is answered alike.
 *
 * Costs 1 read. Where there is something to end, 2 writes more, 1 read for each of the user's devices (1 at
 * least), and 1 read and 2 deletes for each device of the session.
 */
export const signOut = endpoint({
  name: 'signOut',
  summary: 'End the session of a refresh token',
  auth: 'none',
  input: z.strictObject({ refresh_token: z.string().min(1, 'must not be empty').max(1024) }),
  output: nothing,
  handler: async (ctx, { refresh_token }) => {
    const token = parseRefreshToken(ctx.hash, refresh_token);
    if (token !== undefined) await endSessions(ctx, token.uid, [token.sid]);
    return {};
  },
});
