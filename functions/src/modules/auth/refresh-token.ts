import { createHash, timingSafeEqual } from 'node:crypto';

import type { KeyedHash } from '../../kernel/keyed-hash.ts';

/**
 * A refresh token: `<uid>.<sid>.<secret>.<tag>`, base64url parts. The secret has 256 bits. The tag is
 * ours to check before anything is read, so a made-up token costs no document read, and a genuine one
 * that is too old can be told from noise: only the former means that a token was stolen.
 */
export interface RefreshToken {
  uid: string;
  sid: string;
  secret: string;
}

const TAG_BYTES = 16;

export function formatRefreshToken(hash: KeyedHash, token: RefreshToken): string {
  const uid = Buffer.from(token.uid).toString('base64url');
  return [uid, token.sid, token.secret, tagOf(hash, token)].join('.');
}

/** The token's parts, or `undefined` for what was not made here. */
export function parseRefreshToken(hash: KeyedHash, text: string): RefreshToken | undefined {
  const [uid = '', sid = '', secret = '', tag = '', ...more] = text.split('.');
  if (more.length > 0) return undefined;
  const token = { uid: Buffer.from(uid, 'base64url').toString(), sid, secret };
  const [given, expected] = [Buffer.from(tag), Buffer.from(tagOf(hash, token))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

/** What is stored of a token. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}

/**
 * The secret of the token that follows this one. It is derived and not random, so that a client whose
 * answer was lost can ask again and get the same successor, without a secret ever being stored.
 */
export function successorOf(hash: KeyedHash, { uid, sid, secret }: RefreshToken): string {
  return hash('refresh-successor', uid, sid, secret);
}

function tagOf(hash: KeyedHash, { uid, sid, secret }: RefreshToken): string {
  const tag = Buffer.from(hash('refresh-tag', uid, sid, secret), 'base64url');
  return tag.subarray(0, TAG_BYTES).toString('base64url');
}
