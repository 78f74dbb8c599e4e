import { text } from '../../kernel/fields.ts';

/** In UTF-16 code units. */
const MAX_LENGTH = 100;

/** Control characters, with the ends of lines, and what turns the direction of the text around a name. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Anything to be seen: neither space nor of no width. */
const SEEN = /[^\p{Z}\p{Cc}\p{Cf}]/u;

/** A person's name, or a part of it, as somebody gives it to us, who may give none. */
export const personNameOrNone = personNameFrom(0);

/** A person's name, or a part of it, as somebody gives it to us. */
export const personName = personNameFrom(1);

function personNameFrom(min: number) {
  return text(min, MAX_LENGTH)
    .refine((name) => name === '' || SEEN.test(name), 'must not be blank')
    .refine((name) => !CONTROLS.test(name), 'must be one line without control characters');
}

/**
 * A name that comes from elsewhere (Google, Facebook, an imported account) in the form of ours: cut to
 * its length, on one line, never within a character, and well-formed, as Firestore stores UTF-8. May be empty.
 */
export function fittingName(name: string): string {
  const line = name.toWellFormed().replaceAll(new RegExp(CONTROLS, 'gu'), ' ').trim();
  const cut = SEEN.test(line) ? line.slice(0, MAX_LENGTH) : '';
  // All was well-formed, so what is not any more is half of the last character.
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}
