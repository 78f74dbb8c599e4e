import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { SessionEntry } from './model.ts';
import { endOfRevocation, renewalOf } from './renewal.ts';
import { putRevocation } from './store.ts';

/**
 * Says of sessions that end in this transaction that their tokens are void. Sessions are named, so that
 * a sign-in that follows is not concerned, and so that what has ended stays ended when the user is
 * enabled again. One write each.
 */
export function revokeEnded(
  tx: Tx,
  ctx: Context,
  uid: string,
  ended: Record<string, SessionEntry>,
  at: Instant,
): void {
  for (const [sid, entry] of Object.entries(ended)) {
    const renew_at = renewalOf(entry, at);
    const expires_at = endOfRevocation(renew_at, ctx.config.jwt.longest_token_seconds);
    const reason = 'SIGNED_OUT';
    putRevocation(tx, { uid, sid, reason, active: true, at, renew_at, expires_at });
  }
}
