import type { KeyedHash } from './keyed-hash.ts';
import { ALPHABET, ID_LENGTH } from './random.ts';

/**
 * An id like those of `Random`, but always the same for the same parts: 20 characters of `[A-Za-z0-9]`
 * of a keyed hash, some 119 bits. Whoever does not have the deployment's hash key can neither foretell
 * an id nor tell what it was made of. The first part names what it is for.
 */
export function deterministicId(hash: KeyedHash, purpose: string, ...parts: string[]): string {
  const digest = Buffer.from(hash(purpose, ...parts), 'base64url').toString('hex');
  const base = BigInt(ALPHABET.length);
  let rest = BigInt(`0x${digest}`);
  let id = '';
  while (id.length < ID_LENGTH) {
    id += ALPHABET[Number(rest % base)];
    rest /= base;
  }
  return id;
}
