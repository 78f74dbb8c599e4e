import { randomBytes, randomInt } from 'node:crypto';

/** Where ids and secrets come from. */
export interface Random {
  /** An id of our own making: 20 characters of `[A-Za-z0-9]` (about 119 bits). */
  id(): string;
  /** `bytes` bytes fit for a secret, base64url without padding. */
  secret(bytes: number): string;
  /** `count` decimal digits, each as likely as the others. */
  digits(count: number): string;
}

/** Of every id made here. */
export const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const ID_LENGTH = 20;

export const systemRandom: Random = {
  id: () => Array.from({ length: ID_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  secret: (bytes) => randomBytes(bytes).toString('base64url'),
  digits: (count) => Array.from({ length: count }, () => randomInt(10)).join(''),
};
