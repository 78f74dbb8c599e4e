import { z } from 'zod';

import { cursorBy, packed, unpacked } from '../../kernel/cursor.ts';
import { chatId } from '../../kernel/fields.ts';
import { Instant } from '../../kernel/instant.ts';
import type { ChatPosition } from './store.ts';

/** Seconds that a Firestore time may have: the years 1 to 9999. */
const seconds = z.int().min(-62_135_596_800).max(253_402_300_799);
const nanoseconds = z.int().min(0).max(999_999_999);
const parts = z.tuple([z.tuple([seconds, nanoseconds]).nullable(), chatId]);

/** As the input of the list has it. */
export const chatCursor = cursorBy(fromCursor);

/** A position as the wire carries it, of which only we know what it holds. */
export function toCursor({ last_message_timestamp: time, chat_id }: ChatPosition): string {
  const at = time && [time.seconds, time.nanoseconds];
  return packed([at, chat_id]);
}

/** `undefined` for what {@link toCursor} never made. */
export function fromCursor(cursor: string): ChatPosition | undefined {
  const found = unpacked(parts, cursor);
  if (found === undefined) return undefined;
  const [at, chat_id] = found;
  return { last_message_timestamp: at && new Instant(...at), chat_id };
}
