import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';

import jwt from 'jsonwebtoken';

/** The claims of an ID token; those of a plain sign-in unless told otherwise, none where `null`. */
export type IdTokenClaims = Record<string, string | number | boolean | null>;

/** How a token is signed; by a key that is published unless told otherwise. */
export type Signature = 'published' | 'unpublished' | 'other-key' | 'none';

/** How long Google's ID tokens are good, in seconds. */
const LIFETIME_SECONDS = 3600;

/** Signing keys as Google has them, made at the start and never stored. */
export class GoogleKeys {
  readonly #published = newKey();
  readonly #unpublished = newKey();

  /** `{kid: PEM}`. Google's are certificates; a verifier takes the bare public key as well. */
  get certs(): Record<string, string> {
    const { kid, publicKey } = this.#published;
    return { [kid]: publicKey.export({ type: 'spki', format: 'pem' }).toString() };
  }

  /**
   * Mints an ID token as Google does after a sign-in.
   *
   * @param claims e.g. `{aud, sub, email, email_verified, hd, nonce, name}`
   * @param now seconds since the epoch
   */
  mint(
    claims: IdTokenClaims,
    signature: Signature = 'published',
    now = Math.floor(Date.now() / 1000),
  ): string {
    const usual = {
      iss: 'https://accounts.google.com',
      iat: now,
      exp: now + LIFETIME_SECONDS,
      azp: claims['aud'],
    };
    const all = Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== null);
    const payload = Object.fromEntries(all);
    if (signature === 'none') return jwt.sign(payload, '', { algorithm: 'none' });
    const { kid, privateKey } = signature === 'published' ? this.#published : this.#unpublished;
    const keyid = signature === 'other-key' ? this.#published.kid : kid;
    return jwt.sign(payload, privateKey, { algorithm: 'RS256', keyid });
  }
}

function newKey(): { kid: string; publicKey: KeyObject; privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return { kid: createHash('sha1').update(der).digest('hex'), publicKey, privateKey };
}
