import type {
  DocumentReference,
  Firestore,
  Query,
  QueryDocumentSnapshot,
  Transaction,
} from 'firebase-admin/firestore';

import { decode, encodeFields } from './codec.ts';
import type { QueryReader } from './reader.ts';

/**
 * A transaction of Firestore's own, with locks: for what a precondition cannot guard, such as the
 * result of a query. Slower under contention than {@link OptimisticTx}.
 */
export class LockingTx implements QueryReader {
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

  async find(query: Query): Promise<QueryDocumentSnapshot[]> {
    return (await this.#transaction.get(query)).docs;
  }

  /** Replaces or creates the document. */
  set(ref: DocumentReference, fields: object): void {
    this.#transaction.set(ref, encodeFields(fields));
  }

  delete(ref: DocumentReference): void {
    this.#transaction.delete(ref);
  }
}
