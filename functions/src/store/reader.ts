import type {
  DocumentReference,
  Firestore,
  Query,
  QueryDocumentSnapshot,
} from 'firebase-admin/firestore';

/** Reads documents; each one asked for costs one read, found or not. */
export interface Reader {
  readonly firestore: Firestore;
  /** The document's fields, times as `Instant`; `undefined` when there is none. */
  get<T>(ref: DocumentReference): Promise<T | undefined>;
  /** Like {@link get} for several documents in one round trip. */
  getAll(refs: DocumentReference[]): Promise<unknown[]>;
}

/** Also queries. */
export interface QueryReader extends Reader {
  /** A query costs a read for each document found, and at least one. */
  find(query: Query): Promise<QueryDocumentSnapshot[]>;
  /**
   * How many documents a query finds, which are not read: costs a read for each thousand, at least one.
   * In a transaction it is not guarded.
   */
  count(query: Query): Promise<number>;
}
