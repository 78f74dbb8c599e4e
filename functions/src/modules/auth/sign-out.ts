import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { endReusedSessionIn } from './end-reused-session.ts';
import { endSessionsIn } from './end-sessions.ts';
import { hashSecret, parseRefreshToken, successorOf, type RefreshToken } from './refresh-token.ts';
import { rotate } from './rotate.ts';
import { readSessions } from './store.ts';

/**
 * Ends the session that a refresh token belongs to, and the pushes to its device. Whoever holds the
 * token may end it, also when it is used up; but then somebody has a copy, as with a refresh, and the user
 * is told. One that is not ours, or ended already, is answered alike.
 *
 * Costs 1 read. Where there is something to end, 2 writes more, 1 read for each of the user's devices (1 at
 * least), and 1 read and 2 deletes for each device of the session; 2 writes more where the user is told.
 */
export const signOut = endpoint({
  name: 'signOut',
  summary: 'End the session of a refresh token',
  auth: 'none',
  input: z.strictObject({ refresh_token: z.string().min(1, 'must not be empty').max(1024) }),
  output: nothing,
  handler: async (ctx, { refresh_token }) => {
    const token = parseRefreshToken(ctx.hash, refresh_token);
    if (token !== undefined && (await endedBy(ctx, token))) {
      await ctx.accounts.revokeRefreshTokens(token.uid);
    }
    return {};
  },
});

/** Whether there was a session to end. */
function endedBy(ctx: Context, token: RefreshToken): Promise<boolean> {
  const { uid, sid, secret } = token;
  const successor = hashSecret(successorOf(ctx.hash, token));
  return ctx.db.transact(async (tx) => {
    const known = await readSessions(tx, uid);
    const lifetime = ctx.config.jwt.refresh_token_seconds;
    const presented = hashSecret(secret);
    const { outcome } = rotate(
      known?.sessions[sid],
      presented,
      successor,
      ctx.clock.now(),
      lifetime,
    );
    const ended =
      outcome === 'reused'
        ? await endReusedSessionIn(tx, ctx, uid, sid, known)
        : await endSessionsIn(tx, ctx, uid, [sid], 'SIGNED_OUT', known);
    return ended > 0;
  });
}
