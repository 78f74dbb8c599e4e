import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { looksLikeAccessToken, verifyAccessToken } from './access-token.ts';
import { assertAccount } from './assert-account.ts';

/**
 * What a request brings to say who sends it: a token still to be verified, or the claims of a Firebase
 * ID token that the platform has verified.
 */
export type Credentials = { token: string } | { id_token_claims: unknown };

/** A caller, and what his token says besides. */
export interface Authenticated extends Caller {
  /** When the token ends, in seconds since the epoch. */
  expires: number;
  must_change_password: boolean;
}

const idTokenClaims = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  exp: z.number(),
  admin: z.boolean().optional(),
  must_change_password: z.boolean().optional(),
});

/**
 * Who sends a request. Our JWT and a Firebase ID token are accepted alike. An ID token without our
 * `sid` claim was not made by a sign-in of ours and is refused, as the rules refuse it.
 *
 * Reads nothing but, at most every 30 s for each instance, the latest revocations. Firebase Auth is asked
 * for the account at most once a minute for each instance and user.
 *
 * @throws ParleyError SESSION_REQUIRED, TOKEN_EXPIRED, TOKEN_MALFORMED, TOKEN_REVOKED, USER_DISABLED,
 *   UPSTREAM_UNAVAILABLE
 */
export async function authenticate(
  ctx: Context,
  credentials: Credentials | undefined,
): Promise<Authenticated> {
  if (credentials === undefined) throw new ParleyError('SESSION_REQUIRED');
  const caller = await verified(ctx, credentials);
  const reason = await ctx.revocations.reasonFor(caller.uid, caller.sid);
  if (reason === 'SIGNED_OUT') throw new ParleyError('TOKEN_REVOKED');
  if (reason !== undefined) throw new ParleyError('USER_DISABLED');
  await assertAccount(ctx, caller.uid);
  return caller;
}

async function verified(ctx: Context, credentials: Credentials): Promise<Authenticated> {
  const now = ctx.clock.now();
  if ('token' in credentials && looksLikeAccessToken(credentials.token)) {
    const claims = verifyAccessToken(ctx.config.jwt, credentials.token, now);
    const { sub: uid, sid, exp: expires } = claims;
    const must_change_password = claims.must_change_password === true;
    return { uid, sid, is_admin: claims.admin === true, expires, must_change_password };
  }
  const claims = idTokenClaims.safeParse(
    'token' in credentials
      ? await ctx.accounts.verifyIdToken(credentials.token)
      : credentials.id_token_claims,
  );
  if (!claims.success) throw new ParleyError('SESSION_REQUIRED');
  const { sub: uid, sid, exp: expires, admin, must_change_password = false } = claims.data;
  // The functions emulator decodes ID tokens without looking at their time.
  if (expires <= now.seconds) throw new ParleyError('TOKEN_EXPIRED');
  return { uid, sid, is_admin: admin === true, expires, must_change_password };
}
