import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import type { RevocationReason } from './model.ts';
import { TOKEN_HOUR_SECONDS } from './revocations.ts';
import { putRevocation, readSessions, writeSessions } from './store.ts';

/** Which of a user's sessions: the named ones, or all. */
export type WhichSessions = string[] | 'all';

/**
 * Ends sessions inside a transaction: their refresh tokens at once, their access and ID tokens by a
 * revocation that every instance knows of within 30 s. Answers how many there were.
 *
 * Costs 1 read, and 1 write plus one for each session that is named.
 */
export async function endSessionsIn(
  tx: Tx,
  ctx: Context,
  uid: string,
  which: WhichSessions,
  reason: RevocationReason,
): Promise<number> {
  const known = Object.keys((await readSessions(tx, uid))?.sessions ?? {});
  const ending = which === 'all' ? known : known.filter((sid) => which.includes(sid));
  if (ending.length === 0 && reason === 'SIGNED_OUT') return 0;
  const at = ctx.clock.now();
  const revocation = {
    uid,
    reason,
    active: true,
    at,
    expires_at: at.plusSeconds(TOKEN_HOUR_SECONDS),
  };
  writeSessions(tx, uid, { remove: ending }, at);
  // A whole user's revocation would outlast the sign-in that may follow, so sessions are named.
  if (reason === 'SIGNED_OUT') for (const sid of ending) putRevocation(tx, { ...revocation, sid });
  else putRevocation(tx, { ...revocation, sid: null });
  return ending.length;
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
