import { FieldValue } from 'firebase-admin/firestore';
import type {
  DocumentReference,
  DocumentSnapshot,
  Firestore,
  Query,
  QueryDocumentSnapshot,
  Timestamp,
  WriteBatch,
} from 'firebase-admin/firestore';

import { decode, encodeFields } from './codec.ts';
import { countOf } from './count-of.ts';
import { isFilledMap, leaves } from './field-paths.ts';
import type { Tx } from './transaction.ts';

/** The reads did not fit together, or a document has changed since it was read: run it again. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}

/**
 * A transaction without locks. Every document that was read and is written carries the precondition
 * that it has not changed since, so the batch commits as a whole or fails at once.
 *
 * Firestore's own read-write transactions take a lock with each read. Two that read one chat and then
 * write it block each other until one is thrown out, and the SDK waits a second and more before it
 * tries again; here the loser knows immediately and tries again within milliseconds.
 *
 * A document that was only read cannot be guarded until the commit. What is promised of it: there was
 * one moment at which all that was read stood as it was read, and from then until the commit no
 * document that was read and is written has changed. It is checked by the times that Firestore gives
 * with each read.
 */
export class OptimisticTx implements Tx {
  readonly firestore: Firestore;
  readonly #batch: WriteBatch;
  readonly #seen = new Map<string, DocumentSnapshot>();
  readonly #written = new Set<string>();
  #createsWhatWasMissing = false;

  constructor(firestore: Firestore) {
    this.firestore = firestore;
    this.#batch = firestore.batch();
  }

  async get<T>(ref: DocumentReference): Promise<T | undefined> {
    return this.#keep(await ref.get()) as T | undefined;
  }

  async getAll(refs: DocumentReference[]): Promise<unknown[]> {
    const snapshots = await this.firestore.getAll(...refs);
    return snapshots.map((snapshot) => this.#keep(snapshot));
  }

  async find(query: Query): Promise<QueryDocumentSnapshot[]> {
    const { docs } = await query.get();
    for (const doc of docs) this.#keep(doc);
    return docs;
  }

  count(query: Query): Promise<number> {
    return countOf(query);
  }

  create(ref: DocumentReference, fields: object): void {
    this.#written.add(ref.path);
    if (this.#seen.has(ref.path)) this.#createsWhatWasMissing = true;
    this.#batch.create(ref, encodeFields(fields));
  }

  update(ref: DocumentReference, fields: object): void {
    this.#written.add(ref.path);
    const [first, ...rest] = leaves(encodeFields(fields));
    if (first === undefined) return;
    const lastUpdateTime = this.#seen.get(ref.path)?.updateTime;
    const precondition = lastUpdateTime === undefined ? [] : [{ lastUpdateTime }];
    this.#batch.update(ref, ...first, ...rest.flat(), ...precondition);
  }

  merge(ref: DocumentReference, fields: object): void {
    const snapshot = this.#seen.get(ref.path);
    if (snapshot?.exists === true) return this.update(ref, fields);
    this.#written.add(ref.path);
    if (snapshot !== undefined) this.#createsWhatWasMissing = true;
    const encoded = encodeFields(fields);
    if (snapshot === undefined) this.#batch.set(ref, encoded, { merge: true });
    else this.#batch.create(ref, withoutRemovals(encoded));
  }

  delete(ref: DocumentReference): void {
    this.#written.add(ref.path);
    const lastUpdateTime = this.#seen.get(ref.path)?.updateTime;
    if (lastUpdateTime === undefined) this.#batch.delete(ref);
    else this.#batch.delete(ref, { lastUpdateTime });
  }

  /**
   * Writes everything.
   *
   * @throws ConflictError when it must run again; ALREADY_EXISTS of Firestore when a document that was
   *   created without having been read exists
   */
  async commit(): Promise<void> {
    if (this.#written.size === 0) return;
    this.#assertOneMoment();
    await this.#batch.commit();
  }

  /** Whether ALREADY_EXISTS may mean that a document which was read as missing has come since. */
  get createsWhatWasMissing(): boolean {
    return this.#createsWhatWasMissing;
  }

  /** Whether all stood as read when the first of the unguarded documents was read. */
  #assertOneMoment(): void {
    const seen = [...this.#seen.values()];
    const unguarded = seen.filter(({ ref }) => !this.#written.has(ref.path));
    const moment = Math.min(...unguarded.map(({ readTime }) => micros(readTime)));
    if (seen.some(({ updateTime }) => updateTime !== undefined && micros(updateTime) > moment)) {
      throw new ConflictError('a document changed between two reads');
    }
  }

  #keep(snapshot: DocumentSnapshot): unknown {
    this.#seen.set(snapshot.ref.path, snapshot);
    return decode(snapshot.data());
  }
}

/** Firestore's times have microseconds; as a number they are exact until the year 2255. */
function micros(time: Timestamp): number {
  return time.seconds * 1_000_000 + Math.floor(time.nanoseconds / 1000);
}

function withoutRemovals(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => !(value instanceof FieldValue))
      .map(([key, value]) => [key, isFilledMap(value) ? withoutRemovals(value) : value]),
  );
}
