import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { readSessions } from './store.ts';

const output = z.object({
  sessions: z.array(
    z
      .object({
        id: z.string(),
        user_agent: z.string().nullable(),
        created: z.iso.datetime(),
        last_used: z.iso.datetime(),
        expires_at: z.iso.datetime(),
        current: z.boolean().meta({ description: 'Whether it is the session of this request' }),
      })
      .meta({ id: 'SessionInfo' }),
  ),
});

/** The caller's sessions, the one used last first. Costs 1 read. */
export const listSessions = endpoint({
  name: 'listSessions',
  summary: "List the caller's sessions",
  auth: 'session',
  input: z.strictObject({}),
  output,
  handler: async (ctx, _input, { caller }) => {
    const now = ctx.clock.now();
    const known = await readSessions(ctx.db, caller.uid);
    const sessions = Object.entries(known?.sessions ?? {})
      .filter(([, { expires_at }]) => expires_at.compare(now) > 0)
      .toSorted(([, a], [, b]) => b.last_used.compare(a.last_used))
      .map(([id, { user_agent, created, last_used, expires_at }]) => ({
        id,
        user_agent,
        created: created.toRfc3339(),
        last_used: last_used.toRfc3339(),
        expires_at: expires_at.toRfc3339(),
        current: id === caller.sid,
      }));
    return { sessions };
  },
});
