import { FieldValue, GrpcStatus } from 'firebase-admin/firestore';
import type {
  DocumentReference,
  Firestore,
  Query,
  QuerySnapshot,
  Transaction,
} from 'firebase-admin/firestore';

import { decode, encodeFields } from './codec.ts';

/** Reads documents; each one asked for costs one read, found or not. */
export interface Reader {
  readonly firestore: Firestore;
  /** The document's fields, times as `Instant`; `undefined` when there is none. */
  get<T>(ref: DocumentReference): Promise<T | undefined>;
  /** Like {@link get} for several documents in one round trip. */
  getAll(refs: DocumentReference[]): Promise<unknown[]>;
  /** A query costs a read for each document found, and at least one. */
  find(query: Query): Promise<QuerySnapshot>;
}

/** A running transaction: whoever writes asks for one, so nothing is written outside of it. */
export interface Tx extends Reader {
  /** Fails the whole transaction with ALREADY_EXISTS where there is such a document. */
  create(ref: DocumentReference, fields: object): void;
  /** Sets the named fields; fails the transaction where there is no such document. */
  update(ref: DocumentReference, fields: object): void;
  /** Sets the named fields, deep, and creates the document where there is none. */
  merge(ref: DocumentReference, fields: object): void;
  /** Replaces or creates the document. */
  set(ref: DocumentReference, fields: object): void;
  delete(ref: DocumentReference): void;
}

/** Marks a field that {@link Tx.merge} and {@link Tx.update} remove. */
export const REMOVED: unknown = FieldValue.delete();

/** A message burst makes many transactions meet on one chat; the SDK's default of 5 is too few. */
const MAX_ATTEMPTS = 12;

export class Database implements Reader {
  readonly firestore: Firestore;

  constructor(firestore: Firestore) {
    this.firestore = firestore;
  }

  async get<T>(ref: DocumentReference): Promise<T | undefined> {
    return decode((await ref.get()).data()) as T | undefined;
  }

  async getAll(refs: DocumentReference[]): Promise<unknown[]> {
    return (await this.firestore.getAll(...refs)).map((snapshot) => decode(snapshot.data()));
  }

  find(query: Query): Promise<QuerySnapshot> {
    return query.get();
  }

  /**
   * Runs `body` in a transaction. It may run several times, so it must do nothing but read through
   * `tx`, decide, and write through `tx`.
   */
  transact<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.firestore.runTransaction(
      (transaction) => body(new RunningTransaction(this.firestore, transaction)),
      { maxAttempts: MAX_ATTEMPTS },
    );
  }
}

class RunningTransaction implements Tx {
  readonly firestore: Firestore;
  readonly #transaction: Transaction;

  constructor(firestore: Firestore, transaction: Transaction) {
    this.firestore = firestore;
    this.#transaction = transaction;
  }

  async get<T>(ref: DocumentReference): Promise<T | undefined> {
    return decode((await this.#transaction.get(ref)).data()) as T | undefined;
  }

  async getAll(refs: DocumentReference[]): Promise<unknown[]> {
    return (await this.#transaction.getAll(...refs)).map((snapshot) => decode(snapshot.data()));
  }

  find(query: Query): Promise<QuerySnapshot> {
    return this.#transaction.get(query);
  }

  create(ref: DocumentReference, fields: object): void {
    this.#transaction.create(ref, encodeFields(fields));
  }

  update(ref: DocumentReference, fields: object): void {
    this.#transaction.update(ref, encodeFields(fields));
  }

  merge(ref: DocumentReference, fields: object): void {
    this.#transaction.set(ref, encodeFields(fields), { merge: true });
  }

  set(ref: DocumentReference, fields: object): void {
    this.#transaction.set(ref, encodeFields(fields));
  }

  delete(ref: DocumentReference): void {
    this.#transaction.delete(ref);
  }
}

/** Whether a write failed because the document it was to create exists. */
export function isAlreadyExists(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === GrpcStatus.ALREADY_EXISTS;
}
