import type { Context } from '../../context/context.ts';
import { endEntries } from './end-entries.ts';
import { readSessions, writeSessions } from './store.ts';

/** For how long sign-ins of the same person count as one claim, in seconds. */
const SAME_CLAIM_SECONDS = 300;

/**
 * Ends all sessions and devices of an account that is given to the person who has proven its address,
 * and leaves a note of it. Two first sign-ins of that person at once are one claim: the later does not
 * end the session of the earlier.
 *
 * Costs 1 read and 1 write, and what {@link endEntries} costs.
 *
 * @param by keyed hash of the person
 */
export async function endSessionsForClaim(ctx: Context, uid: string, by: string): Promise<void> {
  await ctx.db.transact(async (tx) => {
    const known = await readSessions(tx, uid);
    const at = ctx.clock.now();
    const last = known?.claim;
    const running = last !== undefined && last.at.plusSeconds(SAME_CLAIM_SECONDS).compare(at) > 0;
    if (running && last.by === by) return;
    const ended = known?.sessions ?? {};
    await endEntries(tx, ctx, uid, { ended, staying: [] }, at);
    writeSessions(tx, uid, { remove: Object.keys(ended), claim: { by, at } }, at);
  });
}
