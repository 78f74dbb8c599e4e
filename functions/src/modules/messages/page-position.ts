import { z } from 'zod';

import { packed, unpacked } from '../../kernel/cursor.ts';
import { rfc3339 } from '../../kernel/fields.ts';
import { Instant } from '../../kernel/instant.ts';

/** A place among a chat's messages by time: before `created`, or at it below `message_number`. */
export interface TimePosition {
  created: Instant;
  /** `null` where it had none yet. */
  message_number?: number | null;
}

/** Seconds that a Firestore time may have: the years 1 to 9999. */
const seconds = z.int().min(-62_135_596_800).max(253_402_300_799);
const parts = z.tuple([seconds, z.int().min(0).max(999_999_999), z.int().min(1).nullable()]);

const byTime = rfc3339.transform((text): TimePosition => ({ created: Instant.fromRfc3339(text) }));

/** A position as the wire carries it from one page to the next. */
export function toCursor({ created, message_number = null }: TimePosition): string {
  const { seconds, nanoseconds } = created;
  return packed([seconds, nanoseconds, message_number]);
}

const byCursor = z.string().transform((text, context): TimePosition => {
  const found = unpacked(parts, text);
  if (found !== undefined) {
    return { created: new Instant(found[0], found[1]), message_number: found[2] };
  }
  context.addIssue('is not a position');
  return z.NEVER;
});

/** Where a page ends, exclusively: a number, a time, or what a page by time was answered with. */
export const position = z.union(
  [z.int().min(0), byTime, byCursor],
  'is neither a number, a time by RFC 3339, nor the next_before of a page',
);
