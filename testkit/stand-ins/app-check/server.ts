import { generateKeyPairSync, type KeyObject } from 'node:crypto';

import jwt from 'jsonwebtoken';

import { listen, sendJson, type StandIn } from '../common/http.ts';

/** The claims of a token; those of a registered app unless told otherwise, none where `null`. */
export type AppCheckClaims = Record<string, string | number | string[] | null>;

/** A running stand-in for App Check's keys, and the tokens that come from them. */
export type AppCheckStandIn = StandIn & {
  mint(claims?: AppCheckClaims, by?: 'published' | 'other-key' | 'none'): string;
};

const KID = 'app-check-1';
const HOUR = 3600;

/**
 * Starts a local server in the place of https://firebaseappcheck.googleapis.com/v1/jwks, and mints
 * tokens as App Check does (https://firebase.google.com/docs/app-check/custom-resource-backend).
 */
export async function startAppCheckStandIn(projectId: string): Promise<AppCheckStandIn> {
  const [published, other] = [newKeys(), newKeys()];
  const jwk = published.publicKey.export({ format: 'jwk' });
  const keys = [{ kty: 'RSA', n: `${jwk.n}`, e: `${jwk.e}`, kid: KID, use: 'sig', alg: 'RS256' }];
  const standIn = await listen(
    {},
    async (request, response) => {
      const found = request.url === '/v1/jwks';
      sendJson(response, found ? { status: 200, body: { keys } } : { status: 404, body: {} });
    },
    (reason) => ({ status: 400, body: { error: reason } }),
  );
  return {
    ...standIn,
    mint(claims = {}, by = 'published') {
      const now = Math.floor(Date.now() / 1000);
      const usual = {
        iss: 'https://firebaseappcheck.googleapis.com/1234567890',
        aud: ['projects/1234567890', `projects/${projectId}`],
        sub: '1:1234567890:ios:0123456789abcdef',
        iat: now,
        exp: now + HOUR,
      };
      const all = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null);
      const payload = Object.fromEntries(all);
      if (by === 'none') return jwt.sign(payload, '', { algorithm: 'none' });
      const { privateKey } = by === 'published' ? published : other;
      return jwt.sign(payload, privateKey, { algorithm: 'RS256', keyid: KID });
    },
  };
}

function newKeys(): { publicKey: KeyObject; privateKey: KeyObject } {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}
