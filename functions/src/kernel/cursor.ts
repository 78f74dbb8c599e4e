import { z } from 'zod';

import { ParleyError } from './errors.ts';

const NOT_A_CURSOR = 'is not a cursor of this list';

/** Longer than any of ours, and of those of Firebase that we pass on. */
const MAX_LENGTH = 2048;

/**
 * A cursor as the input of a list has it, which becomes what `read` makes of it: where the list goes on.
 * Whatever `read` answers `undefined` to is refused, by the same words everywhere.
 */
export function cursorBy<P>(read: (cursor: string) => P | undefined) {
  return z.string().transform((cursor, context): P => {
    const position = cursor.length <= MAX_LENGTH ? read(cursor) : undefined;
    if (position !== undefined) return position;
    context.addIssue(NOT_A_CURSOR);
    return z.NEVER;
  });
}

/** The cursor of a list that goes on behind a document, by its id, of which `id` is the schema. */
export function idCursor(id: z.ZodType<string>) {
  return cursorBy((cursor) => id.safeParse(cursor).data);
}

/** A cursor that turns out to be none only where it is used: FIELDS_INVALID naming `cursor`. */
export function notACursor(): ParleyError {
  return new ParleyError('FIELDS_INVALID', [{ field: 'cursor', message: NOT_A_CURSOR }]);
}

/** A position as the wire carries it. It says where to go on, and nothing that has to be kept. */
export function packed(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position that was {@link packed}; `undefined` for what is none by its schema. */
export function unpacked<P>(position: z.ZodType<P>, cursor: string): P | undefined {
  return position.safeParse(jsonIn(cursor)).data;
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}
