import { z } from 'zod';

import { ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import { fittingName } from '../users/person-name.ts';
import type { Identity } from './identity.ts';

/** https://developers.facebook.com/docs/graph-api/reference/debug_token */
const debugAnswer = z.object({
  data: z.object({
    is_valid: z.literal(true),
    app_id: z.string(),
    user_id: z.string().regex(/^\d{1,64}$/),
    /** A page or an app is nobody who could sign in. */
    type: z.literal('USER'),
    /** Seconds since the epoch; 0 for a token that does not expire. */
    expires_at: z.int().min(0),
    data_access_expires_at: z.int().min(0).optional(),
    scopes: z.array(z.string()),
  }),
});

const profileAnswer = z.object({ id: z.string(), name: z.string().optional() });

/** The permission that every Facebook Login asks for; without it the profile has no name. */
const SCOPE = 'public_profile';

/**
 * Whose access token it is: a valid one, made for our app and for a person, with time left.
 *
 * @throws ParleyError CREDENTIALS_INVALID
 */
export function facebookSubject(answer: unknown, app_id: string, now: Instant): string {
  const token = debugAnswer.safeParse(answer).data?.data;
  if (token === undefined) throw new ParleyError('CREDENTIALS_INVALID');
  const ends = [token.expires_at, token.data_access_expires_at ?? 0];
  const expired = ends.some((end) => end !== 0 && end <= now.seconds);
  if (token.app_id !== app_id || expired || !token.scopes.includes(SCOPE)) {
    throw new ParleyError('CREDENTIALS_INVALID');
  }
  return token.user_id;
}

/**
 * Who the token speaks of. Facebook does not say whether it has verified an address, so none is taken
 * from it.
 *
 * @throws ParleyError CREDENTIALS_INVALID when the profile is not of the token's owner
 */
export function facebookIdentity(subject: string, profile: unknown): Identity {
  const { data } = profileAnswer.safeParse(profile);
  if (data?.id !== subject) throw new ParleyError('CREDENTIALS_INVALID');
  return {
    provider: 'facebook.com',
    subject,
    verified_email: null,
    display_name: fittingName(data.name ?? ''),
    photo_url: null,
  };
}
