import jwt from 'jsonwebtoken';

import type { Config } from '../../config/config.ts';
import type { Instant } from '../../kernel/instant.ts';

/** What our JWT says: `sub` is the uid, `sid` the session, `jti` this very token. */
export interface AccessTokenClaims {
  sub: string;
  sid: string;
  jti: string;
}

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
