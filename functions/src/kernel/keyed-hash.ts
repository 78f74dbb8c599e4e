import { createHmac } from 'node:crypto';

/**
 * HMAC-SHA256 of the parts under the deployment's hash key, base64url. The first part names what it
 * is for, so that a hash made for one purpose means nothing for another. Parts are length-prefixed:
 * no two lists of parts are hashed alike.
 */
export type KeyedHash = (purpose: string, ...parts: string[]) => string;

export function keyedHash(key: Buffer): KeyedHash {
  return (...parts) => {
    const hmac = createHmac('sha256', key);
    for (const part of parts) hmac.update(`${Buffer.byteLength(part)}:${part},`);
    return hmac.digest('base64url');
  };
}
