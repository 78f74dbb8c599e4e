import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import type { FirebaseSignIn } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { looksLikeAccessToken } from './access-token.ts';
import type { Credentials } from './authenticate.ts';

/** https://firebase.google.com/docs/auth/admin/verify-id-tokens */
const claims = z.object({
  sub: z.string().min(1),
  exp: z.number(),
  auth_time: z.number(),
  firebase: z.object({ sign_in_provider: z.string() }),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  sid: z.string().optional(),
});

/**
 * Who sends a request with a Firebase ID token, also one that no sign-in of ours has made. What may be
 * done on the strength of it is for the endpoint to say. Reads nothing.
 *
 * @throws ParleyError SESSION_REQUIRED, TOKEN_EXPIRED, TOKEN_MALFORMED, TOKEN_REVOKED, USER_DISABLED,
 *   UPSTREAM_UNAVAILABLE
 */
export async function authenticateFirebase(
  ctx: Context,
  credentials: Credentials | undefined,
): Promise<FirebaseSignIn> {
  if (credentials === undefined) throw new ParleyError('SESSION_REQUIRED');
  const isOurs = 'token' in credentials && looksLikeAccessToken(credentials.token);
  if (isOurs) throw new ParleyError('TOKEN_MALFORMED');
  const { data } = claims.safeParse(
    'token' in credentials
      ? await ctx.accounts.verifyIdToken(credentials.token)
      : credentials.id_token_claims,
  );
  if (data === undefined) throw new ParleyError('TOKEN_MALFORMED');
  // The functions emulator decodes ID tokens without looking at their time.
  if (data.exp <= ctx.clock.now().seconds) throw new ParleyError('TOKEN_EXPIRED');
  return {
    uid: data.sub,
    provider: data.firebase.sign_in_provider,
    signed_in_at: data.auth_time,
    email: data.email ?? null,
    email_verified: data.email_verified === true,
    sid: data.sid ?? null,
  };
}
