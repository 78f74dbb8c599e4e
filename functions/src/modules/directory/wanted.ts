import type { Way } from '../reach/reach-id.ts';
import { fold, wordsOf } from './fold.ts';
import { MIN_INFIX, nameWords, type Names } from './terms.ts';

/** What somebody looks for, in the forms that it is compared in. */
export interface Wanted {
  /** An exact address or number: then nothing else is looked for. */
  way?: Way | undefined;
  /** What may be a username or a part of one; empty where it cannot be. */
  username: string;
  /** Each is to begin a word of the names. */
  words: string[];
}

/**
 * The ways of finding, the best first. By words of the names and within a username come last, and what an
 * earlier one finds is left out of a later.
 */
export const TIERS = ['exact', 'prefix', 'word', 'infix'] as const;
export type Tier = (typeof TIERS)[number];

/** RFC 5321 section 4.5.3.1; more is not asked of what only has to be found or not. */
const ADDRESS = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

/** In international form, however it is written. */
const NUMBER = /^\+[\d\s().\-/]+$/;

/** Usernames are looked for in full from the shortest that there is. */
const WHOLE = /^[a-z0-9_.]{3,30}$/;
const PART = /^[a-z0-9_.]{1,30}$/;

/** Reads a query as people type it: `@ada` is a username, `+1 (202) 555-0123` a number. */
export function wantedOf(query: string): Wanted {
  const text = query.trim();
  if (ADDRESS.test(text)) return { way: { email: text.toLowerCase() }, username: '', words: [] };
  if (NUMBER.test(text)) {
    return { way: { phone: `+${text.replace(/\D/g, '')}` }, username: '', words: [] };
  }
  const username = fold(text).replace(/^@/, '');
  return { username: PART.test(username) ? username : '', words: wordsOf(text) };
}

/** Whether there is anything to look for in a tier. */
export function isAsked(tier: Tier, { way, username, words }: Wanted): boolean {
  switch (tier) {
    case 'exact':
      return way !== undefined || WHOLE.test(username);
    case 'prefix':
      return username !== '';
    case 'word':
      return words.length > 0;
    case 'infix':
      return username.length >= MIN_INFIX;
  }
}

/** Whether somebody whom a tier's query has found belongs there: he is all that is wanted, and no better. */
export function belongsTo(tier: Tier, wanted: Wanted, names: Names): boolean {
  const earlier = TIERS.slice(0, TIERS.indexOf(tier)).filter((each) => isAsked(each, wanted));
  return fits(tier, wanted, names) && !earlier.some((each) => fits(each, wanted, names));
}

function fits(tier: Tier, { username, words }: Wanted, names: Names): boolean {
  switch (tier) {
    case 'exact':
      return names.username === username;
    case 'prefix':
      return names.username.startsWith(username);
    case 'word': {
      const known = nameWords(names);
      return words.every((word) => known.some((each) => each.startsWith(word)));
    }
    case 'infix':
      return names.username.includes(username, 1);
  }
}

/** The word of which fewest have one that begins so, as far as can be told: the longest. */
export function rarestWord({ words }: Wanted): string {
  return words.toSorted((a, b) => b.length - a.length)[0] ?? '';
}
