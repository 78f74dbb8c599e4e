import { z } from 'zod';

import type { Random } from '../../kernel/random.ts';

/**
 * 3 to 30 characters, one of them at least a letter or a digit, so that it can be read and said; `__…__` is
 * out, as Firestore keeps such document ids for itself.
 */
export const USERNAME_PATTERN = /^(?!__.*__$)(?=.*[a-z0-9])[a-z0-9_.]{3,30}$/;

/** A username that somebody gives himself; in any case, kept in lower case. */
export const username = z
  .string()
  .toLowerCase()
  .regex(
    USERNAME_PATTERN,
    'must be 3 to 30 characters of a-z, 0-9, _ and ., one at least a letter or digit',
  );

/** Names that would pass for the operator; only an admin's account may be given one. */
const RESERVED = new Set([
  'admin',
  'administrator',
  'help',
  'moderator',
  'official',
  'parley',
  'root',
  'security',
  'staff',
  'support',
  'system',
]);

/** Whether a chosen name would pass for the operator's. */
export function isReserved(username: string): boolean {
  return RESERVED.has(username);
}

const MIN_LENGTH = 3;
/** Of a generated name, so that a suffix fits into the 30 characters a username may have. */
const MAX_LENGTH = 20;

/**
 * Usernames to try for an account that was given none, best first: one made of the display name, then
 * the same with a random suffix, which is as good as never taken. An e-mail address or phone number
 * is never used: a username is public.
 */
export function usernameCandidates(
  display_name: string,
  is_admin: boolean,
  random: Random,
): [string, string] {
  const slug = display_name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '_')
    .slice(0, MAX_LENGTH)
    .replace(/_$/, '');
  const base = slug.length >= MIN_LENGTH ? slug : 'user';
  const suffixed = `${base}_${random.id().toLowerCase().slice(0, 9)}`;
  const usable = base === slug && (is_admin || !RESERVED.has(slug));
  return [usable ? base : suffixed, suffixed];
}
