import type { QueryDocumentSnapshot } from 'firebase-admin/firestore';

import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Range } from './geometry.ts';
import type { StoredLocation } from './model.ts';

/** A location, and whose it is. */
export interface Located {
  uid: string;
  location: StoredLocation;
}

function locationsRef(source: Reader) {
  return source.firestore.collection('locations');
}

/** One read. */
export function readLocation(source: Reader, uid: string): Promise<StoredLocation | undefined> {
  return source.get<StoredLocation>(locationsRef(source).doc(uid));
}

/** One write. */
export function putLocation(tx: Tx, uid: string, location: StoredLocation): void {
  tx.merge(locationsRef(tx).doc(uid), location);
}

/** One delete. */
export function deleteLocation(tx: Tx, uid: string): void {
  tx.delete(locationsRef(tx).doc(uid));
}

/**
 * Locations in each of the ranges, at most `limit` of each, all ranges in one round trip. One read for each
 * location, and for each range at least one.
 */
export async function findLocations(
  source: QueryReader,
  ranges: readonly Range[],
  limit: number,
): Promise<Located[]> {
  const found = await Promise.all(
    ranges.map(({ field, from, to }) =>
      source.find(locationsRef(source).orderBy(field).startAt(from).endAt(to).limit(limit)),
    ),
  );
  return found.flat().map(locatedOf);
}

function locatedOf(doc: QueryDocumentSnapshot): Located {
  return { uid: doc.id, location: decode(doc.data()) as StoredLocation };
}
