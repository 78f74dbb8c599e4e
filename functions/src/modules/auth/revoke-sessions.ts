import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { endSessions } from './end-sessions.ts';
import { MAX_SESSIONS } from './open-session.ts';

const input = z.strictObject({
  session_ids: z
    .array(z.string().min(1).max(64))
    .max(MAX_SESSIONS, `must name at most ${MAX_SESSIONS} sessions`)
    .optional()
    .meta({ description: 'All sessions, also this one, when left out' }),
});

/**
 * Ends some of the caller's sessions, or all, and the pushes to their devices. Costs what
 * {@link endSessions} costs.
 */
export const revokeSessions = endpoint({
  name: 'revokeSessions',
  summary: "End some or all of the caller's sessions",
  auth: 'session',
  input,
  output: z.object({ revoked: z.int() }),
  handler: async (ctx, { session_ids }, { caller }) => ({
    revoked: await endSessions(ctx, caller.uid, session_ids ?? 'all'),
  }),
});
