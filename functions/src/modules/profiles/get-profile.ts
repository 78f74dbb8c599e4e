import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { readPrivateAccount, readUser } from '../users/store.ts';
import { ownProfile, toOwnProfile } from './own-profile.ts';

/** The caller's profile, also what others do not see of it. Costs 2 reads. Errors: USER_DISABLED. */
export const getProfile = endpoint({
  name: 'getProfile',
  summary: "The caller's own profile",
  auth: 'session',
  input: z.strictObject({}),
  output: ownProfile,
  handler: async (ctx, _input, { caller: { uid } }) => {
    const [profile, account] = await Promise.all([
      readUser(ctx.db, uid),
      readPrivateAccount(ctx.db, uid),
    ]);
    // An account that no sign-in of ours has made a user of, or that was left or shut out just now.
    if (profile?.is_active !== true || account === undefined) {
      throw new ParleyError('USER_DISABLED');
    }
    return toOwnProfile(uid, profile, account);
  },
});
