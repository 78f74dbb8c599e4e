import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { anyUsername, findActiveTarget } from '../users/find-target.ts';
import { toWireUser, wireUser } from '../users/wire-user.ts';

/**
 * What others see of a user, as by `getUser`; under the name that he has now. Costs 2 reads, 1 where nobody
 * has the name. Errors: FIELDS_INVALID, USER_NOT_FOUND.
 */
export const viewUser = endpoint({
  name: 'viewUser',
  summary: "A user's public profile, by username",
  auth: 'session',
  input: z.strictObject({ username: anyUsername }),
  output: wireUser,
  errors: ['USER_NOT_FOUND'],
  handler: async (ctx, { username }) => {
    const { uid, profile } = await findActiveTarget(ctx.db, { username });
    return toWireUser(uid, profile);
  },
});
