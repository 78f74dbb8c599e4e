import { z } from 'zod';

import type { PublicProfile } from '../directory/model.ts';

/** A user as others see him. */
export const wireUser = z
  .object({
    id: z.string(),
    username: z.string(),
    display_name: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    photo_url: z.string().nullable(),
    about: z.string(),
  })
  .meta({ id: 'User' });
export type WireUser = z.output<typeof wireUser>;

/** What the wire shows of a profile, or of an entry of the directory; and nothing else of it. */
export function toWireUser(id: string, profile: PublicProfile): WireUser {
  const { username, display_name, first_name, last_name, photo_url, about } = profile;
  return { id, username, display_name, first_name, last_name, photo_url, about };
}
