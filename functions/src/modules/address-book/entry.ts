import { ParleyError } from '../../kernel/errors.ts';

/** What an address book may hold at most, in entries. */
export const MAX_ENTRIES = 10_000;

/** One number or address as it stands in an address book. */
export interface Given {
  /** Where it stands: the line of the file, or the position of the entry in a list, from 1. */
  line: number;
  field: 'phone' | 'email';
  text: string;
}

/** Something that could not be used; what it was is not kept. */
export interface Invalid {
  line: number;
  /** `line` where it is not even known what it is. */
  field: 'phone' | 'email' | 'line';
  message: string;
}

/** What was read of an address book. */
export interface AddressBook {
  given: Given[];
  invalid: Invalid[];
}

/** An address book that is refused as a whole. */
export function unusable(field: 'contacts' | 'vcard' | 'csv', message: string): ParleyError {
  return new ParleyError('FIELDS_INVALID', [{ field, message }]);
}

export const TOO_MANY = `must have at most ${MAX_ENTRIES.toLocaleString('en')} entries`;
