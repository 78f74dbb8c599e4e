import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { userId } from '../../kernel/fields.ts';
import { findActiveTarget } from '../users/find-target.ts';
import { toWireUser, wireUser } from '../users/wire-user.ts';

/**
 * What others see of a user. Also of one who has blocked the caller, or is found by nobody: his profile can
 * be read by everybody who has his id. Costs 1 read. Errors: FIELDS_INVALID, USER_NOT_FOUND.
 */
export const getUser = endpoint({
  name: 'getUser',
  summary: "A user's public profile, by id",
  auth: 'session',
  input: z.strictObject({ user_id: userId }),
  output: wireUser,
  errors: ['USER_NOT_FOUND'],
  handler: async (ctx, { user_id }) => {
    const { uid, profile } = await findActiveTarget(ctx.db, { user_id });
    return toWireUser(uid, profile);
  },
});
