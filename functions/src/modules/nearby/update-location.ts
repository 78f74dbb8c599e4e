import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { placeFields } from './fields.ts';
import { geohashOf, snapped } from './geometry.ts';
import { LOCATION_SECONDS } from './model.ts';
import { putLocation, readLocation } from './store.ts';

/**
 * Says where the caller is, and thereby lets those nearby find him for a day, or until `clearLocation`.
 * Kept is the nearest point of a grid of 0.005° (556 m from north to south) and nothing finer; it is never
 * told, only how far away it is, rounded up to 500 m. At most 30 in an hour.
 *
 * Costs 3 reads and 2 writes, its limit's included; the first, 1 write more. Errors: FIELDS_INVALID,
 * USER_DISABLED, RATE_LIMITED.
 */
export const updateLocation = endpoint({
  name: 'updateLocation',
  summary: 'Say where one is, and be found nearby for a day',
  auth: 'session',
  active_hours_only: true,
  input: z.strictObject(placeFields),
  output: nothing,
  limits: [{ limit: 'update_location_by_account', key: (_input, { caller }) => caller.uid }],
  errors: ['USER_DISABLED', 'TOO_BUSY'],
  handler: async (ctx, place, { caller: { uid } }) => {
    const point = snapped(place);
    await ctx.db.transact(async (tx) => {
      const [event, known] = await Promise.all([readEvent(tx, uid), readLocation(tx, uid)]);
      if (event === undefined || event.disabled === true) throw new ParleyError('USER_DISABLED');
      const now = ctx.clock.now();
      // Whoever is deleted has his location taken away, which one that is renewed meets. The first one has
      // nothing to meet it with but the document that says that he is there.
      if (known === undefined) claimEvent(tx, uid, event, now);
      const expires_at = now.plusSeconds(LOCATION_SECONDS);
      putLocation(tx, uid, { ...point, geohash: geohashOf(point), updated: now, expires_at });
    });
    return {};
  },
});
