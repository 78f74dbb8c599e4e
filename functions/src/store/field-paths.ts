import { FieldPath } from 'firebase-admin/firestore';

/** A nested change as field paths, so that maps are merged key by key. */
export function leaves(
  fields: Record<string, unknown>,
  prefix: string[] = [],
): [FieldPath, unknown][] {
  return Object.entries(fields).flatMap(([key, value]): [FieldPath, unknown][] => {
    const path = [...prefix, key];
    return isFilledMap(value) ? leaves(value, path) : [[new FieldPath(...path), value]];
  });
}

export function isFilledMap(value: unknown): value is Record<string, unknown> {
  return isMap(value) && Object.keys(value).length > 0;
}

/** Whether it is a map of a document, and no field value, reference or time. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return (
    value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
  );
}
