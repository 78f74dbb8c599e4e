import type { Context } from '../../context/context.ts';
import { deleteUser, deleteUsername, readUser, readUsername } from '../users/store.ts';

/**
 * Deletes what everybody sees of a user, and lets his username go, which nobody can take for as long as one
 * that was changed. Costs 1 read; the first time 1 read and 2 deletes more.
 */
export function forgetProfile(ctx: Context, uid: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const profile = await readUser(tx, uid);
    if (profile === undefined) return;
    const claim = await readUsername(tx, profile.username);
    deleteUser(tx, uid);
    if (claim?.uid === uid) deleteUsername(tx, profile.username);
  });
}
