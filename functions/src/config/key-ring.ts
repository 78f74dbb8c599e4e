import { z } from 'zod';

/** One HS256 key. */
export interface JwtKey {
  kid: string;
  key: Buffer;
}

/** RFC 7518 section 3.2: a key of at least the size of the hash output. */
const MIN_KEY_BYTES = 32;

/**
 * Parses `kid:base64key,kid:base64key`, the newest first: all of them verify, the first one signs.
 * Messages never contain key material.
 */
export const keyRing = z.string().transform((text, ctx): [JwtKey, ...JwtKey[]] => {
  const keys = text.split(',').map((entry): JwtKey => {
    const [kid = '', base64 = ''] = entry.trim().split(':');
    return { kid, key: Buffer.from(base64, 'base64') };
  });
  const fail = (message: string) => {
    ctx.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (keys.some(({ kid }) => !/^[\w-]{1,64}$/.test(kid)))
    return fail('has a key without a valid kid');
  if (keys.some(({ key }) => key.length < MIN_KEY_BYTES)) {
    return fail(`has a key of less than ${MIN_KEY_BYTES} bytes`);
  }
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) return fail('has a kid twice');
  const [first, ...rest] = keys;
  return first === undefined ? fail('is empty') : [first, ...rest];
});

/** The key of keyed hashes: base64 of at least 32 bytes. Never rotated: what it hashed would be lost. */
export const hashKey = z.string().transform((text, ctx): Buffer => {
  const key = Buffer.from(text, 'base64');
  if (key.length >= MIN_KEY_BYTES) return key;
  ctx.addIssue({ code: 'custom', message: `has less than ${MIN_KEY_BYTES} bytes` });
  return z.NEVER;
});
