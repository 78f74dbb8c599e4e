import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RevocationReason, SessionsDocument } from './model.ts';
import { endEntries } from './end-entries.ts';
import { putRevocation, readSessions, writeSessions } from './store.ts';

/** Which of a user's sessions: the named ones, all but one, or all. */
export type WhichSessions = string[] | { except: string } | 'all';

/**
 * Ends sessions inside a transaction: their refresh tokens at once, their access and ID tokens by a
 * revocation that every instance knows of within 30 s, and the pushes to their devices. Answers how many
 * there were.
 *
 * Costs 1 read. Where sessions end, 1 write more, 1 for each of them, 1 read for each of the user's devices
 * (1 at least), and 1 read and 2 deletes for each device that goes.
 *
 * @param read the user's sessions where this transaction has read them already, which saves the read
 */
export async function endSessionsIn(
  tx: Tx,
  ctx: Context,
  uid: string,
  which: WhichSessions,
  reason: RevocationReason,
  read?: SessionsDocument,
): Promise<number> {
  const known = Object.entries((read ?? (await readSessions(tx, uid)))?.sessions ?? {});
  const ending = known.filter(([sid]) => isMeant(sid, which));
  if (ending.length === 0 && reason === 'SIGNED_OUT') return 0;
  const staying = known.map(([sid]) => sid).filter((sid) => !isMeant(sid, which));
  const at = ctx.clock.now();
  await endEntries(tx, ctx, uid, { ended: Object.fromEntries(ending), staying }, at);
  writeSessions(tx, uid, { remove: ending.map(([sid]) => sid) }, at);
  if (reason !== 'SIGNED_OUT') {
    const expires_at = at.plusSeconds(ctx.config.jwt.longest_token_seconds);
    putRevocation(tx, { uid, sid: null, reason, active: true, at, expires_at });
  }
  return ending.length;
}

/**
 * Lifts what {@link endSessionsIn} said of a whole user: he may sign in again. An instance that has
 * not looked since goes on refusing him for up to 30 s. 1 write.
 */
export function liftRevocation(tx: Tx, ctx: Context, uid: string): void {
  const at = ctx.clock.now();
  const expires_at = at.plusSeconds(ctx.config.jwt.longest_token_seconds);
  putRevocation(tx, { uid, sid: null, reason: 'USER_DISABLED', active: false, at, expires_at });
}

/** Whether a session is one of them. */
export function isMeant(sid: string, which: WhichSessions): boolean {
  if (which === 'all') return true;
  return Array.isArray(which) ? which.includes(sid) : sid !== which.except;
}

/** {@link endSessionsIn}, and Firebase's own refresh tokens: SDKs cannot renew their ID tokens. */
export async function endSessions(
  ctx: Context,
  uid: string,
  which: WhichSessions,
  reason: RevocationReason = 'SIGNED_OUT',
): Promise<number> {
  const ended = await ctx.db.transact((tx) => endSessionsIn(tx, ctx, uid, which, reason));
  if (ended > 0) await ctx.accounts.revokeRefreshTokens(uid);
  return ended;
}
