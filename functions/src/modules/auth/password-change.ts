import { timingSafeEqual } from 'node:crypto';

import type { Context } from '../../context/context.ts';
import { readSessions, setPasswordChange } from './store.ts';

/**
 * Gives a user's sessions back all that they may do; to be called once his new password is set. Tokens
 * that are out keep to the old state until they are refreshed. 1 read, and 1 write where there was
 * something to lift.
 */
export async function clearPasswordChange(ctx: Context, uid: string): Promise<void> {
  await ctx.db.transact(async (tx) => {
    const known = await readSessions(tx, uid);
    if (known?.profile?.must_change_password !== true) return;
    setPasswordChange(tx, uid, false, ctx.clock.now());
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
