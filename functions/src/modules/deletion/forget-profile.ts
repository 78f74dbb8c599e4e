import type { Context } from '../../context/context.ts';
import {
  deleteUser,
  disownHeldUsernames,
  giveUpUsername,
  readUser,
  readUsername,
} from '../users/store.ts';

/**
 * Deletes what everybody sees of a user. His username, and those he had before, are held for a while as
 * after a change, and for nobody: neither the name nor whose it was can be read from that.
 *
 * Costs 2 reads; the first time 1 read, 1 write and 2 deletes more, and 1 write for each name he had lately.
 */
export function forgetProfile(ctx: Context, uid: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const profile = await readUser(tx, uid);
    await disownHeldUsernames(tx, uid);
    if (profile === undefined) return;
    const { username } = profile;
    const claim = await readUsername(tx, username);
    deleteUser(tx, uid);
    if (claim?.uid === uid) giveUpUsername(tx, ctx.hash, username, null, ctx.clock.now());
  });
}
