import type { Place } from './place.ts';

/** A document that is not there, its id as its collection has them. */
export const absent = ({ name, path }: Place): string =>
  path.replace(/[^/]+$/, name.endsWith('{message_id}') ? 'AAAAAAAAAAAAAAAAAAA9' : 'absent');

/** The path of a new document: beside this one, named like somebody, or among what is his. */
export const beside = (path: string): string => path.replace(/[^/]+$/, 'BBBBBBBBBBBBBBBBBBBB');
export const named = (path: string, uid: string): string => path.replace(/[^/]+$/, uid);
export const own = (path: string, uid: string): string =>
  beside(path)
    .replaceAll('/owner/', `/${uid}/`)
    .replace(/\/owner$/, `/${uid}`);
