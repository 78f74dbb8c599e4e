import { timingSafeEqual } from 'node:crypto';

import type { Context } from '../../context/context.ts';
import { endEntries } from './end-entries.ts';
import { isMeant, type WhichSessions } from './end-sessions.ts';
import { readSessions, writeSessions } from './store.ts';

/**
 * Ends a user's sessions once his new password is set, and notes when that was, in one write: a session
 * that the old one opened before it ends by it, and none is opened after it. Those that stay may do again
 * all that a user may; tokens that are out keep to the old state until they are refreshed.
 *
 * Costs 1 read and 1 write, and what {@link endEntries} costs where sessions end.
 */
export function settlePasswordChange(
  ctx: Context,
  uid: string,
  which: WhichSessions,
): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const document = await readSessions(tx, uid);
    const known = Object.entries(document?.sessions ?? {});
    const ended = Object.fromEntries(known.filter(([sid]) => isMeant(sid, which)));
    const put = Object.fromEntries(known.filter(([sid]) => !isMeant(sid, which)));
    const remove = Object.keys(ended);
    const at = ctx.clock.now();
    if (remove.length > 0) await endEntries(tx, ctx, uid, { ended, staying: Object.keys(put) }, at);
    const lift_restriction = document?.profile?.must_change_password === true;
    // What stays is written as it was read: without a session the map would be written as an empty one.
    writeSessions(tx, uid, { put, remove, password_changed: at, lift_restriction }, at);
  });
}

/**
 * Whether a password is the first admin's secret of this deployment: it opens the way to a password of
 * his own, and cannot be that password. False in the functions that do not hold the secret.
 */
export function isDefaultSecret(ctx: Context, password: string): boolean {
  const secret = ctx.config.first_admin?.secret;
  if (secret === undefined) return false;
  const digest = (text: string) => Buffer.from(ctx.hash('first-admin-secret', text));
  return timingSafeEqual(digest(password), digest(secret));
}
