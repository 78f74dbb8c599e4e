import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { deleteLocation } from './store.ts';

/**
 * Takes the caller's location away: nobody finds him nearby any more, and he finds nobody. May be
 * repeated. Costs 1 delete.
 */
export const clearLocation = endpoint({
  name: 'clearLocation',
  summary: 'Be found nearby no longer',
  auth: 'session',
  input: z.strictObject({}),
  output: nothing,
  errors: ['TOO_BUSY'],
  handler: async (ctx, _input, { caller: { uid } }) => {
    await ctx.db.transact(async (tx) => deleteLocation(tx, uid));
    return {};
  },
});
