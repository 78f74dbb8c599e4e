import jwt from 'jsonwebtoken';
import { z } from 'zod';

import type { Config } from '../../config/config.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';

/** What our JWT says: `sub` is the uid, `sid` the session, `jti` this very token. */
export interface AccessTokenClaims {
  sub: string;
  sid: string;
  jti: string;
  admin?: true;
  must_change_password?: true;
}

const payload = z.object({
  sub: z.string().min(1),
  sid: z.string().min(1),
  jti: z.string().min(1),
  iss: z.string(),
  aud: z.string(),
  iat: z.number(),
  exp: z.number(),
  admin: z.literal(true).optional(),
  must_change_password: z.literal(true).optional(),
});

/** Everything in a verified token. `iat` and `exp` are NumericDates. */
export type VerifiedAccessToken = z.output<typeof payload>;

/**
 * Signs an access token: HS256 with the newest key of the ring, named by `kid`, so that verifiers
 * can hold several. `iat` and `exp` are NumericDates (RFC 7519 section 2) by the injected clock.
 */
export function signAccessToken(
  config: Config['jwt'],
  claims: AccessTokenClaims,
  issued: Instant,
): { token: string; expires: Instant } {
  const { kid, key } = config.keys[0];
  const expires = issued.plusSeconds(config.access_token_seconds);
  const token = jwt.sign({ ...claims, iat: issued.seconds, exp: expires.seconds }, key, {
    algorithm: 'HS256',
    keyid: kid,
    issuer: config.issuer,
    audience: config.audience,
  });
  return { token, expires };
}

/**
 * Checks a token of ours: the algorithm is fixed and never taken from the token (RFC 8725 section
 * 3.1), the key is the one of the ring that `kid` names, issuer and audience are ours.
 *
 * @throws ParleyError TOKEN_EXPIRED, TOKEN_MALFORMED
 */
export function verifyAccessToken(
  config: Config['jwt'],
  token: string,
  now: Instant,
): VerifiedAccessToken {
  const kid = jwt.decode(token, { complete: true })?.header.kid;
  const key = config.keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) throw new ParleyError('TOKEN_MALFORMED');
  try {
    const verified = jwt.verify(token, key.key, {
      algorithms: ['HS256'],
      issuer: config.issuer,
      audience: config.audience,
      clockTimestamp: now.seconds,
      clockTolerance: config.leeway_seconds,
    });
    return payload.parse(verified);
  } catch (error) {
    const expired = error instanceof jwt.TokenExpiredError;
    throw new ParleyError(expired ? 'TOKEN_EXPIRED' : 'TOKEN_MALFORMED');
  }
}

/** Whether a token says of itself that it is of the kind we sign; nothing is verified. */
export function looksLikeAccessToken(token: string): boolean {
  try {
    return jwt.decode(token, { complete: true })?.header.alg === 'HS256';
  } catch {
    return false;
  }
}
