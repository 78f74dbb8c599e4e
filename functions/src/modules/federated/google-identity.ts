import { z } from 'zod';

import { printable } from '../../kernel/fields.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import { fittingName } from '../users/person-name.ts';
import type { Identity } from './identity.ts';

/** What we read of an ID token: https://developers.google.com/identity/openid-connect/openid-connect#an-id-tokens-payload */
const claims = z.object({
  sub: printable(255),
  exp: z.number(),
  nonce: z.string().optional(),
  email: z.email().max(254).optional().catch(undefined),
  // A boolean, but Google has sent it as a text in the past.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(undefined),
  hd: z.string().optional(),
  name: z.string().optional(),
  picture: z
    .url({ protocol: /^https$/ })
    .max(2048)
    // RFC 3986's characters; Firebase Auth takes no other.
    .regex(/^[\w:/?#[\]@!$&'()*+,;=.~%-]+$/)
    .optional()
    .catch(undefined),
});

type Claims = z.output<typeof claims>;

/** What a request must be like besides the token that it brings. */
export interface GoogleDemands {
  nonce: string | undefined;
  now: Instant;
  leeway_seconds: number;
}

/**
 * Who an ID token speaks of, its signature, audience and issuer being checked already. The nonce binds
 * a token to the request that it was asked for (OpenID Connect Core, section 3.1.3.7, 11). Google's
 * library forgives 5 minutes after `exp`; here the deployment's own leeway counts.
 *
 * @throws ParleyError CREDENTIALS_INVALID
 */
export function googleIdentity(payload: unknown, demands: GoogleDemands): Identity {
  const { data } = claims.safeParse(payload);
  if (data === undefined) throw new ParleyError('CREDENTIALS_INVALID');
  const { nonce, now, leeway_seconds } = demands;
  const expired = data.exp + leeway_seconds <= now.seconds;
  const mismatch = nonce !== undefined && nonce !== data.nonce;
  if (expired || mismatch) throw new ParleyError('CREDENTIALS_INVALID');
  return {
    provider: 'google.com',
    subject: data.sub,
    verified_email: authoritativeEmail(data),
    display_name: fittingName(data.name ?? ''),
    photo_url: data.picture ?? null,
  };
}

/**
 * Google has the last word on addresses of gmail.com and of domains that it hosts (`hd`). Of any other
 * it only knows that the person could read mail there once:
 * https://developers.google.com/identity/gsi/web/guides/verify-google-id-token
 */
function authoritativeEmail({ email, email_verified, hd }: Claims): string | null {
  if (email === undefined || email_verified !== true) return null;
  const address = email.toLowerCase();
  return address.endsWith('@gmail.com') || (hd !== undefined && hd !== '') ? address : null;
}
