import { deleteField } from 'firebase/firestore';

import { Instant } from '../../../functions/src/kernel/instant.ts';
import { forClient } from '../world.ts';
import type { Place } from './place.ts';

/** Another value of the same kind, so that setting it is a change. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}x`;
  if (value instanceof Instant) return value.plusSeconds(1);
  if (Array.isArray(value)) return [...(value as unknown[]), 'stranger'];
  return value === null ? 'x' : { ...value, extra: 1 };
}

const isMap = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Instant);

/** Every way to touch one field alone that no client may. */
export function changesOf(place: Place, field: string): Record<string, unknown>[] {
  const value = place.fields[field];
  const allowed = place.update?.[field];
  if (allowed !== undefined) {
    return [...allowed.never.map((never) => ({ [field]: never })), { [field]: deleteField() }];
  }
  return [
    forClient({ [field]: other(value) }),
    ...(field in place.fields ? [{ [field]: deleteField() }] : []),
    ...(isMap(value) ? [{ [`${field}.extra`]: 1 }] : []),
  ];
}

/** What may be changed in a place, all of it at once; `undefined` where that is nothing. */
export function allowedChange({ update }: Place): Record<string, unknown> | undefined {
  if (update === undefined) return undefined;
  return Object.fromEntries(Object.entries(update).map(([field, { to }]) => [field, to]));
}
