import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { endSessionsIn } from '../auth/end-sessions.ts';
import { MAX_SESSIONS } from '../auth/open-session.ts';
import { act } from './act.ts';
import { requireAccount, target } from './target.ts';

const input = target.extend({
  session_ids: z
    .array(z.string().min(1).max(64))
    .max(MAX_SESSIONS, `must name at most ${MAX_SESSIONS} sessions`)
    .optional()
    .meta({ description: "All of the user's sessions when left out" }),
});

/**
 * Ends some of a user's sessions, or all; he may sign in again. May be repeated; each time is an audit
 * entry, also where none of them was left: what he has of Firebase Auth alone ends each time.
 *
 * Costs 1 read and 1 write, and what {@link endSessionsIn} costs. Errors: FIELDS_INVALID, ADMIN_ONLY,
 * USER_NOT_FOUND.
 */
export const adminRevokeSessions = endpoint({
  name: 'adminRevokeSessions',
  summary: "End some or all of a user's sessions",
  auth: 'admin',
  input,
  output: z.object({ revoked: z.int() }),
  errors: ['USER_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, { user_id, session_ids, reason = null }, { caller }) => {
    await requireAccount(ctx, user_id);
    const deed = { action: 'REVOKE_SESSIONS', target: user_id, reason } as const;
    const revoked = await act(ctx, caller, deed, async (tx) => ({
      result: await endSessionsIn(tx, ctx, user_id, session_ids ?? 'all', 'SIGNED_OUT'),
      changed: true,
    }));
    await ctx.accounts.revokeRefreshTokens(user_id);
    return { revoked };
  },
});
