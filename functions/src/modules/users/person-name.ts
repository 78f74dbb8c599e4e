import { text } from '../../kernel/fields.ts';

/** In UTF-16 code units. */
const MAX_LENGTH = 100;

/** A person's name, or a part of it, as somebody gives it to us. */
export const personName = text(1, MAX_LENGTH);

/**
 * A name that comes from elsewhere (Google, Facebook, an imported account) in the form of ours: cut to
 * its length, never within a character, and well-formed, as Firestore stores UTF-8. May be empty.
 */
export function fittingName(name: string): string {
  const cut = name.toWellFormed().trim().slice(0, MAX_LENGTH);
  // All was well-formed, so what is not any more is half of the last character.
  return (cut.isWellFormed() ? cut : cut.slice(0, -1)).trimEnd();
}
