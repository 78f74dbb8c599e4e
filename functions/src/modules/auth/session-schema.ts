import { z } from 'zod';

const time = z.iso.datetime().meta({ description: 'RFC 3339, UTC' });

export const sessionUser = z
  .object({
    id: z.string(),
    username: z.string(),
    display_name: z.string(),
    photo_url: z.string().nullable(),
    about: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable().meta({ description: 'E.164' }),
    is_admin: z.boolean(),
    is_new: z.boolean(),
  })
  .meta({ id: 'SessionUser' });

/** What every sign-in answers. */
export const session = z
  .object({
    token: z.string(),
    token_type: z.literal('JWT'),
    expires_at: time,
    refresh_token: z.string(),
    refresh_expires_at: time,
    firebase_token: z.string(),
    password_change_required: z
      .literal(true)
      .optional()
      .meta({ description: 'The session may do nothing but set a password' }),
    user: sessionUser,
  })
  .meta({ id: 'Session' });
