import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { forgetDevicesIn } from '../devices/forget-device.ts';
import type { SessionEntry } from './model.ts';
import { endOfRevocation, renewalOf } from './renewal.ts';
import { putRevocation } from './store.ts';

/**
 * What the end of sessions is besides their removal, which must be part of the same transaction: their
 * tokens are void, and their devices get no more pushes. Sessions are named, so that a sign-in that
 * follows is not concerned, and so that what has ended stays ended when the user is enabled again.
 *
 * Devices go that belong to none of the sessions that stay. Since the user's sessions were read before
 * and are written, there is no session that was opened meanwhile.
 *
 * Costs 1 write for each session, 1 read for each of the user's devices (1 at least), and 1 read and 2
 * deletes for each device that goes.
 */
export async function endEntries(
  tx: Tx,
  ctx: Context,
  uid: string,
  { ended, staying }: { ended: Record<string, SessionEntry>; staying: string[] },
  at: Instant,
): Promise<void> {
  await forgetDevicesIn(tx, ctx.db, uid, ({ sid }) =>
    sid === undefined ? staying.length === 0 : !staying.includes(sid),
  );
  for (const [sid, entry] of Object.entries(ended)) {
    const renew_at = renewalOf(entry, at);
    const expires_at = endOfRevocation(renew_at, ctx.config.jwt.longest_token_seconds);
    const reason = 'SIGNED_OUT';
    putRevocation(tx, { uid, sid, reason, active: true, at, renew_at, expires_at });
  }
}
