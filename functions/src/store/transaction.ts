import type { DocumentReference } from 'firebase-admin/firestore';
import { FieldValue } from 'firebase-admin/firestore';

import type { QueryReader } from './reader.ts';

/**
 * A running transaction: whoever writes asks for one, so nothing is written outside of it. All its
 * writes happen, or none. Read first, then write: a write is not seen by a later read.
 *
 * What a query finds is guarded like any document that was read; that nothing more would be found is not,
 * nor is a count.
 */
export interface Tx extends QueryReader {
  /** Fails the transaction with ALREADY_EXISTS where there is such a document. */
  create(ref: DocumentReference, fields: object): void;
  /** Sets the named fields; the document must exist. */
  update(ref: DocumentReference, fields: object): void;
  /** Sets the named fields, maps key by key, and creates the document where there is none. */
  merge(ref: DocumentReference, fields: object): void;
  /** Nothing happens where there is no such document, unless it was read and has changed since. */
  delete(ref: DocumentReference): void;
}

/** Marks a field that {@link Tx.merge} and {@link Tx.update} remove. */
export const REMOVED: unknown = FieldValue.delete();

/**
 * Firestore's time of the commit. A write that changes nothing leaves a document's update time as it
 * was, and whoever read the document before does not notice it; one with this field always counts.
 */
export const COMMIT_TIME: unknown = FieldValue.serverTimestamp();
