import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { ParleyError, REASONS } from '../../kernel/errors.ts';
import { pageSize } from '../../kernel/fields.ts';
import { readEvent } from '../events/store.ts';
import { wireUser } from '../users/wire-user.ts';
import { placeFields } from './fields.ts';
import { metresBetween, told } from './geometry.ts';
import { MAX_CENTER_M, MAX_RADIUS_M, MIN_RADIUS_M, type Point } from './model.ts';
import { searchRings } from './search-rings.ts';
import { readLocation } from './store.ts';

const input = z.strictObject({
  ...placeFields,
  radius_m: z.number().min(MIN_RADIUS_M).max(MAX_RADIUS_M).meta({
    description: 'Metres around where the caller last was, rounded up to 500 m',
  }),
  limit: pageSize(20, 50),
});

const nearbyUser = wireUser
  .extend({
    distance_m: z.int().meta({ description: 'Metres, rounded up to 500 m; never 0' }),
  })
  .meta({ id: 'NearbyUser' });

const output = z.object({ users: z.array(nearbyUser) });

/**
 * Who has said where he is within the last day and is near, the nearest first: around where the caller last
 * said that he is himself, which the given place must be within 1 km of. Without those whom one of the two
 * has blocked, who are disabled, or do not want to be found. Distances are between points of a grid
 * (`updateLocation`), so that nobody is located better than by it, from however many places he is asked for.
 * Where more than some hundred share a square kilometre, it finds some of them.
 *
 * Costs its limit's read and write, 2 reads, those of {@link searchRings}. Errors: FIELDS_INVALID,
 * LOCATION_REQUIRED, CENTER_TOO_FAR, RATE_LIMITED.
 */
export const findNearbyUsers = endpoint({
  name: 'findNearbyUsers',
  summary: 'Find users nearby',
  auth: 'session',
  input,
  output,
  limits: [{ limit: 'find_nearby_by_account', key: (_input, { caller }) => caller.uid }],
  errors: ['LOCATION_REQUIRED', 'CENTER_TOO_FAR'],
  handler: async (ctx, { radius_m, limit, ...centre }, { caller: { uid } }) => {
    const [own, event] = await Promise.all([ownLocation(ctx, uid, centre), readEvent(ctx.db, uid)]);
    const users = await searchRings(ctx, { uid, event, own, radius_m: told(radius_m), limit });
    return { users };
  },
});

/** Where the caller last was. */
async function ownLocation(ctx: Context, uid: string, centre: Point): Promise<Point> {
  const own = await readLocation(ctx.db, uid);
  if (own === undefined || own.expires_at.compare(ctx.clock.now()) <= 0) {
    throw new ParleyError('LOCATION_REQUIRED');
  }
  if (metresBetween(own, centre) > MAX_CENTER_M) {
    const message = REASONS.CENTER_TOO_FAR[1];
    throw new ParleyError(
      'CENTER_TOO_FAR',
      ['lat', 'lng'].map((field) => ({ field, message })),
    );
  }
  return own;
}
