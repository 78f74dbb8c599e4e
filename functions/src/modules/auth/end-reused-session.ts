import type { Context } from '../../context/context.ts';
import { notify } from '../notifications/notify.ts';
import { endSessionsIn } from './end-sessions.ts';

/**
 * Ends a session whose refresh token was presented after it was used up, and tells the user by an
 * entry in his feed, in one transaction. Costs what {@link endSessionsIn} costs, and 2 writes.
 */
export async function endReusedSession(ctx: Context, uid: string, sid: string): Promise<void> {
  await ctx.db.transact(async (tx) => {
    const ended = await endSessionsIn(tx, ctx, uid, [sid], 'SIGNED_OUT');
    if (ended === 0) return;
    const entry = {
      type: 'SESSION_REUSED',
      title: 'A session was ended',
      body: 'Its key was used a second time. If that was not you, change your password.',
      actor: null,
      reference_type: 'session',
      reference_id: sid,
    };
    notify(tx, uid, `session-reused-${sid}`, entry, ctx.clock.now());
  });
  await ctx.accounts.revokeRefreshTokens(uid);
}
