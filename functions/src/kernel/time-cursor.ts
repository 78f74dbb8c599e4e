import { z } from 'zod';

import { cursorBy, packed, unpacked } from './cursor.ts';
import { notificationId } from './fields.ts';
import { Instant } from './instant.ts';

/** Where a list by time goes on: after the document of that id, which has that time. */
export interface TimePosition {
  time: Instant;
  id: string;
}

/** Seconds that a Firestore time may have: the years 1 to 9999. */
const seconds = z.int().min(-62_135_596_800).max(253_402_300_799);
const nanoseconds = z.int().min(0).max(999_999_999);
// What is no id at all Firestore would refuse as a fault of ours; no id of such a list is longer.
const parts = z.tuple([seconds, nanoseconds, notificationId]);

/** As an input has it. */
export const timeCursor = cursorBy(fromTimeCursor);

/** A position as the wire carries it, of which only we know what it holds. */
export function toTimeCursor({ time, id }: TimePosition): string {
  return packed([time.seconds, time.nanoseconds, id]);
}

/** `undefined` for what {@link toTimeCursor} never made. */
export function fromTimeCursor(cursor: string): TimePosition | undefined {
  const found = unpacked(parts, cursor);
  if (found === undefined) return undefined;
  const [s, n, id] = found;
  return { time: new Instant(s, n), id };
}
