import { z } from 'zod';

import type { PrivateAccount, UserProfile } from '../users/model.ts';
import { toWireUser, wireUser } from '../users/wire-user.ts';

/** A user as he sees himself. */
export const ownProfile = wireUser
  .extend({
    email: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164' }),
    locale: z.string().nullable().meta({ description: 'BCP 47' }),
    time_zone: z.string().nullable().meta({ description: 'IANA name' }),
  })
  .meta({ id: 'OwnProfile' });
export type OwnProfile = z.output<typeof ownProfile>;

export function toOwnProfile(
  uid: string,
  profile: UserProfile,
  { email, phone, locale, time_zone }: PrivateAccount,
): OwnProfile {
  return { ...toWireUser(uid, profile), email, phone, locale, time_zone };
}
