import { Timestamp } from 'firebase-admin/firestore';

import { Instant } from '../kernel/instant.ts';

/** A document's fields with Firestore's own types replaced by ours: `Timestamp` becomes `Instant`. */
export function decode(value: unknown): unknown {
  if (value instanceof Timestamp) return new Instant(value.seconds, value.nanoseconds);
  return mapValues(value, decode);
}

/** The reverse of {@link decode}; fields that are `undefined` are left out. */
export function encode(value: unknown): unknown {
  if (value instanceof Instant) return new Timestamp(value.seconds, value.nanoseconds);
  return mapValues(value, encode);
}

/** {@link encode} for a whole document or a change of one. */
export function encodeFields(fields: object): Record<string, unknown> {
  return encode(fields) as Record<string, unknown>;
}

/** Only arrays and plain objects are looked into: field values, references and bytes pass as they are. */
function mapValues(value: unknown, map: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(map);
  if (value === null || typeof value !== 'object') return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .map(([key, field]) => [key, map(field)]),
  );
}
