import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { SessionsDocument } from './model.ts';
import { endEntries } from './end-entries.ts';
import { readSessions, writeSessions } from './store.ts';

/** For how long sign-ins of the same person count as one claim, in seconds. */
const SAME_CLAIM_SECONDS = 300;

/** How far the clocks of two instances may be apart, in seconds. */
const SKEW_SECONDS = 10;

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

/**
 * Whether a proof that was begun at `since` is of the time before the account was claimed: a password
 * that was right then and is not any more must not open a session now.
 */
export function isOutdatedProof(known: SessionsDocument | undefined, since: Instant): boolean {
  const claimed = known?.claim?.at;
  return claimed !== undefined && since.compare(claimed.plusSeconds(SKEW_SECONDS)) < 0;
}
