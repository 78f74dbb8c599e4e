import { joinedWordsOf, wordsOf } from './fold.ts';

/** The names that somebody can be found by. */
export interface Names {
  username: string;
  display_name: string;
  first_name: string;
  last_name: string;
}

/** Of a username, so many characters within it are looked for at least. */
export const MIN_INFIX = 3;

/**
 * Of a word, so many characters are in the index, and of somebody so many words: a single character may fold
 * to as many as 18, and a document may have a mebibyte.
 */
const MAX_BEGINNING = 40;
const MAX_WORDS = 60;

/**
 * So many beginnings, those of plain words among them, leave room for words without their apostrophes and
 * hyphens: no more than long names have without any.
 */
const ROOM = 320;

/** The term of all whose names have a word that begins so, as far as the index has it. */
export function wordTerm(beginning: string): string {
  return `w:${[...beginning].slice(0, MAX_BEGINNING).join('')}`;
}

/** The term of all whose username has this after its beginning. */
export function infixTerm(part: string): string {
  return `i:${part}`;
}

/**
 * What a user can be found by besides his username and how it begins: the beginnings of the words of his
 * names, with their apostrophes and hyphens taken for spaces or left out, and each part of his username of
 * three characters and more that is not its beginning. Mostly around 50, and 700 of plain names at their
 * longest; what is left out adds a few: 5 of `O'Brien`, 15 of `O'Brien-Smith`.
 */
export function termsOf(names: Names): string[] {
  const infixes = partsOf(names.username).map(infixTerm);
  const words = nameWords(names).flatMap(beginningsOf).map(wordTerm);
  return [...new Set([...words, ...infixes])];
}

/** The folded words of somebody's names, and those that they are without apostrophes and hyphens. */
export function nameWords({ display_name, first_name, last_name }: Names): string[] {
  const text = `${display_name} ${first_name} ${last_name}`;
  const words = [...new Set(wordsOf(text))].slice(0, MAX_WORDS);
  let room = ROOM - words.reduce((sum, word) => sum + lengthOf(word), 0);
  const joined = [...new Set(joinedWordsOf(text))].filter((word) => {
    room -= lengthOf(word);
    return room >= 0;
  });
  return [...new Set([...words, ...joined])];
}

/** How many beginnings the index has of a word. */
function lengthOf(word: string): number {
  return Math.min([...word].length, MAX_BEGINNING);
}

/** By whole characters: half of one is no UTF-8. */
function beginningsOf(word: string): string[] {
  const characters = [...word].slice(0, MAX_BEGINNING);
  return characters.map((_, index) => characters.slice(0, index + 1).join(''));
}

function partsOf(username: string): string[] {
  const parts: string[] = [];
  for (let from = 1; from + MIN_INFIX <= username.length; from += 1) {
    for (let to = from + MIN_INFIX; to <= username.length; to += 1) {
      parts.push(username.slice(from, to));
    }
  }
  return parts;
}
