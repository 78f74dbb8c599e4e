import { z } from 'zod';

import { fieldError } from '../../kernel/errors.ts';
import { text } from '../../kernel/fields.ts';
import type { SearchPosition } from './find-listed.ts';
import { TIERS } from './wanted.ts';

/** Ours are shorter; of an entry that an operator has written, it may be so long. */
const MAX_USERNAME = 256;

const position = z.tuple([z.enum(TIERS), text(1, MAX_USERNAME).nullable()]);

/** A position as the wire carries it. It says where to go on, and nothing that has to be kept. */
export function toCursor({ tier, after }: SearchPosition): string {
  return Buffer.from(JSON.stringify([tier, after])).toString('base64url');
}

/**
 * The position of a cursor; `undefined` without one.
 *
 * @throws ParleyError FIELDS_INVALID naming `cursor`, for what {@link toCursor} never made
 */
export function fromCursor(cursor: string | undefined): SearchPosition | undefined {
  if (cursor === undefined) return undefined;
  const { success, data } = position.safeParse(jsonIn(cursor));
  if (!success) throw fieldError('FIELDS_INVALID', 'cursor');
  return { tier: data[0], after: data[1] };
}

function jsonIn(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
  } catch {
    return undefined;
  }
}
