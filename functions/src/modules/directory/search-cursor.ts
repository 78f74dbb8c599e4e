import { z } from 'zod';

import { cursorBy, packed, unpacked } from '../../kernel/cursor.ts';
import { text } from '../../kernel/fields.ts';
import type { SearchPosition } from './find-listed.ts';
import { TIERS } from './wanted.ts';

/** Ours are shorter; of an entry that an operator has written, it may be so long. */
const MAX_USERNAME = 256;

const position = z.tuple([z.enum(TIERS), text(1, MAX_USERNAME).nullable()]);

/** As the input of a search has it. */
export const searchCursor = cursorBy(fromCursor);

/** A position as the wire carries it. */
export function toCursor({ tier, after }: SearchPosition): string {
  return packed([tier, after]);
}

/** `undefined` for what {@link toCursor} never made. */
export function fromCursor(cursor: string): SearchPosition | undefined {
  const found = unpacked(position, cursor);
  return found && { tier: found[0], after: found[1] };
}
