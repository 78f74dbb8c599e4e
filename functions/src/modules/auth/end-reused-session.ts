import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import { notifyAlways } from '../notifications/notify.ts';
import { endSessionsIn } from './end-sessions.ts';
import type { SessionsDocument } from './model.ts';

/**
 * Ends a session whose refresh token was presented after it was used up, and tells the user by an
 * entry in his feed, in one transaction. Answers how many ended: 1, or 0 where none was left. Costs what
 * {@link endSessionsIn} costs, and 2 writes.
 *
 * @param read the user's sessions where this transaction has read them already
 */
export async function endReusedSessionIn(
  tx: Tx,
  ctx: Context,
  uid: string,
  sid: string,
  read?: SessionsDocument,
): Promise<number> {
  const ended = await endSessionsIn(tx, ctx, uid, [sid], 'SIGNED_OUT', read);
  if (ended === 0) return 0;
  const news = {
    uid,
    id: `session-reused-${sid}`,
    type: 'SESSION_REUSED' as const,
    title: 'A session was ended',
    body: 'Its key was used a second time. If that was not you, change your password.',
    actor: null,
    reference_type: 'session',
    reference_id: sid,
  };
  notifyAlways(tx, news, ctx.clock.now());
  return ended;
}

/** {@link endReusedSessionIn}, and Firebase's own refresh tokens. */
export async function endReusedSession(ctx: Context, uid: string, sid: string): Promise<void> {
  await ctx.db.transact((tx) => endReusedSessionIn(tx, ctx, uid, sid));
  await ctx.accounts.revokeRefreshTokens(uid);
}
