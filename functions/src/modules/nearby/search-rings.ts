import type { Context } from '../../context/context.ts';
import { chunksOf } from '../../kernel/chunks.ts';
import { withoutBlocked } from '../blocks/without-blocked.ts';
import { readEntries } from '../directory/store.ts';
import type { ExternalEvent } from '../events/model.ts';
import { toWireUser, type WireUser } from '../users/wire-user.ts';
import { metresBetween, rangesAround, ringsWithin, told } from './geometry.ts';
import type { Point } from './model.ts';
import { findLocations } from './store.ts';

/** Somebody nearby as the wire has him. */
export interface NearbyUser extends WireUser {
  distance_m: number;
}

/** Who looks for whom. */
export interface Search {
  uid: string;
  /** Of whoever looks: whom he has blocked. */
  event: ExternalEvent | undefined;
  own: Point;
  radius_m: number;
  limit: number;
}

/** Somebody near, who may not be one to show. */
interface Candidate {
  uid: string;
  metres: number;
}

/**
 * The ranges hold up to four times what the circle does, and a ring six times what was not enough in the one
 * before; over nine ranges, so many of each miss nobody where people are spread evenly.
 */
const OF_EACH_RANGE = 3;

/**
 * Looks in rings that grow until enough are found, the nearest first; of as many as share a place, by uid.
 *
 * Costs for each ring, of which there are 2 for 1 km and 7 for 50 km, 1 read for each location in the ranges
 * around it, at least 1 for each range (9 at most) and at most 3 × `limit`; and once 1 or 2 reads for each
 * candidate. Where enough are in the first ring it is the only one.
 */
export async function searchRings(ctx: Context, search: Search): Promise<NearbyUser[]> {
  const { limit } = search;
  const shown: NearbyUser[] = [];
  const looked_at = new Set([search.uid]);
  for (const radius_m of ringsWithin(search.radius_m)) {
    const near = (await candidatesWithin(ctx, search, radius_m)).filter(
      ({ uid }) => !looked_at.has(uid),
    );
    for (const { uid } of near) looked_at.add(uid);
    // As many at a time as are wanted: mostly all of them can be shown.
    for (const some of chunksOf(near, limit)) {
      shown.push(...(await shownOf(ctx, search, some)));
      if (shown.length >= limit) return nearest(shown).slice(0, limit);
    }
  }
  return nearest(shown);
}

/** Where a ring had more than was read of it, a larger one may find somebody nearer. */
function nearest(users: readonly NearbyUser[]): NearbyUser[] {
  return users.toSorted((a, b) => a.distance_m - b.distance_m);
}

async function candidatesWithin(
  ctx: Context,
  { own, limit }: Search,
  radius_m: number,
): Promise<Candidate[]> {
  const now = ctx.clock.now();
  const found = await findLocations(ctx.db, rangesAround(own, radius_m), OF_EACH_RANGE * limit);
  return found
    .filter(({ location }) => location.expires_at.compare(now) > 0)
    .map(({ uid, location }) => ({ uid, metres: metresBetween(own, location) }))
    .filter(({ metres }) => metres <= radius_m)
    .toSorted((a, b) => a.metres - b.metres || (a.uid < b.uid ? -1 : 1));
}

/** Those who may be shown, in the same order. */
async function shownOf(
  ctx: Context,
  { uid, event }: Search,
  candidates: readonly Candidate[],
): Promise<NearbyUser[]> {
  const uids = candidates.map((candidate) => candidate.uid);
  const left = await withoutBlocked(ctx.db, uid, event, uids);
  const entries = await readEntries(ctx.db, left);
  const entry_of = new Map(left.map((each, index) => [each, entries[index]]));
  return candidates.flatMap((candidate) => {
    const entry = entry_of.get(candidate.uid);
    if (entry?.visible !== true) return [];
    return [{ ...toWireUser(candidate.uid, entry), distance_m: told(candidate.metres) }];
  });
}
