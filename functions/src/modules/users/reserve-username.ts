import type { Context } from '../../context/context.ts';
import { fieldError } from '../../kernel/errors.ts';
import { isTaken } from './held-username.ts';
import { deleteUsername, putReservation, readKnownUsername, readUsername } from './store.ts';

/** Far longer than a registration can take, and short for a name whose registration died. */
const RESERVATION_SECONDS = 600;

/**
 * Holds a username for a uid whose account is still to be made. So of several who register at once for
 * one name all but one are refused before they have an account, and none ever has to be removed again,
 * which somebody could have been given in the meantime.
 *
 * Costs 2 reads and 1 write.
 *
 * @throws ParleyError USERNAME_TAKEN naming `username`
 */
export function reserveUsername(ctx: Context, username: string, uid: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const known = await readKnownUsername(tx, ctx.hash, username);
    if (isTaken(known, uid, now)) throw fieldError('USERNAME_TAKEN', 'username');
    const expires_at = now.plusSeconds(RESERVATION_SECONDS);
    putReservation(tx, username, { uid, created: now, expires_at });
  });
}

/**
 * Lets a reserved username go; one that has become the user's own stays. Where this fails it lapses by
 * itself. Costs 1 read and at most 1 delete.
 */
export async function releaseUsername(ctx: Context, username: string, uid: string): Promise<void> {
  await ctx.db.transact(async (tx) => {
    const claim = await readUsername(tx, username);
    const isReserved = claim?.uid === uid && claim.expires_at !== undefined;
    if (isReserved) deleteUsername(tx, username);
  });
}
