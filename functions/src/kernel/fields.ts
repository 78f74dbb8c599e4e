import { z } from 'zod';

// The shapes of ids on the wire, each defined once.

/**
 * A Firebase Auth uid that can name a document: 1 to 128 characters without `/`, not `.`, `..` or
 * `__…__` (https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields), and that
 * {@link canBeKey}.
 */
export const userId = documentId(128);

/** Up to two user ids and the `_` between them. */
export const chatId = documentId(257);

export const messageId = z
  .string()
  .regex(/^[A-Za-z0-9]{20}$/, 'must be 20 characters of A-Z, a-z and 0-9');

/** The id that a client gives a chat. */
export const newChatId = messageId.refine(canBeKey, 'is not an id');

/** Of an entry of somebody's feed: what it is of stands in it, such as a chat and a message. */
export const notificationId = documentId(400);

/** The number of a message within its chat, counted from 1; 0 stands for "none yet". */
export const messageNumber = z.int().min(0);

/**
 * Text of `min` to `max` UTF-16 code units, which is also what `size()` counts in the rules. Lone
 * surrogates are refused: Firestore stores UTF-8 and cannot hold them.
 */
export function text(min: number, max: number) {
  return (
    z
      .string()
      .min(min, 'must not be empty')
      // Not zod's `max`, which counts code points.
      .refine((value) => value.length <= max, `must have at most ${max} characters`)
      .refine((value) => value.isWellFormed(), 'is not well-formed Unicode')
  );
}

/** {@link text} of a person to persons, over as many lines as he likes, without other control characters. */
export function prose(min: number, max: number) {
  return text(min, max).refine(
    (value) => !/[^\P{Cc}\n\r\t]/u.test(value),
    'must not have control characters',
  );
}

/** A token of somebody else's making: printable ASCII without spaces, as it travels in headers. */
export function printable(max: number) {
  return z
    .string()
    .min(1, 'must not be empty')
    .max(max)
    .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII without spaces');
}

/** How many entries of a list are wanted: `usual` where nothing is said. */
export function pageSize(usual: number, max: number) {
  return z.int().min(1).max(max).default(usual);
}

/** A time, in any zone. */
export const rfc3339 = z.iso.datetime({ offset: true, error: 'is not a time by RFC 3339' });

/** The answer of what only does something. */
export const nothing = z.strictObject({}).meta({ id: 'Nothing' });

function documentId(maxLength: number) {
  return z
    .string()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^(?!\.{1,2}$)(?!__.*__$)[^/]+$/, 'is not an id')
    .refine((value) => value.isWellFormed() && canBeKey(value), 'is not an id');
}

/**
 * Whether an id can be a key of a map in a document: the Admin SDK fails to update those that every object
 * inherits, as `constructor`, and looked up they are always there.
 */
export function canBeKey(id: string): boolean {
  return !(id in {});
}
