import { setTimeout as delay } from 'node:timers/promises';

import { GrpcStatus } from 'firebase-admin/firestore';
import type {
  DocumentReference,
  Firestore,
  Query,
  QueryDocumentSnapshot,
} from 'firebase-admin/firestore';

import { ParleyError } from '../kernel/errors.ts';
import { decode } from './codec.ts';
import { changeEach, type Decide, type Written } from './change-each.ts';
import { codeOf, isPreconditionFailure } from './conflicts.ts';
import { countOf } from './count-of.ts';
import { ConflictError, OptimisticTx } from './optimistic.ts';
import type { QueryReader } from './reader.ts';
import type { Tx } from './transaction.ts';

/** Enough for some fifty writers that meet on one document; they are through within seconds. */
const MAX_ATTEMPTS = 25;
const MAX_BACKOFF_MS = 500;

export class Database implements QueryReader {
  readonly firestore: Firestore;
  readonly #pause: (ms: number) => Promise<unknown>;

  /** `pause` is how a transaction that met another waits before it tries again. */
  constructor(firestore: Firestore, pause: (ms: number) => Promise<unknown> = delay) {
    this.firestore = firestore;
    this.#pause = pause;
  }

  async get<T>(ref: DocumentReference): Promise<T | undefined> {
    return decode((await ref.get()).data()) as T | undefined;
  }

  async getAll(refs: DocumentReference[]): Promise<unknown[]> {
    return (await this.firestore.getAll(...refs)).map((snapshot) => decode(snapshot.data()));
  }

  async find(query: Query): Promise<QueryDocumentSnapshot[]> {
    return (await query.get()).docs;
  }

  count(query: Query): Promise<number> {
    return countOf(query);
  }

  /**
   * Runs `body` and commits what it wrote, again from the start when it met another transaction. It
   * must do nothing but read through `tx`, decide, and write through `tx`.
   *
   * @throws ParleyError TOO_BUSY when it kept meeting others
   */
  async transact<T>(body: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const tx = new OptimisticTx(this.firestore);
      try {
        const result = await body(tx);
        await tx.commit();
        return result;
      } catch (error) {
        if (!isConflict(error, tx)) throw error;
        if (attempt === MAX_ATTEMPTS) throw new ParleyError('TOO_BUSY');
      }
      await this.#backOff(attempt);
    }
  }

  /**
   * Changes many documents, each on its own: all are read, `decide` says for each what is to change, and
   * the change is written if the document has not changed since; if it has, it is read and decided
   * again. There is no telling in which order, and a crash leaves some done and some not.
   *
   * Costs 1 read for each document and 1 write for each that changes; as much again for each that met
   * another writer.
   *
   * @throws ParleyError TOO_BUSY when one kept meeting others; Firestore's error when it failed: `written`
   *   was told of what had been changed by then
   */
  async changeEach<T>(
    refs: readonly DocumentReference[],
    decide: Decide<T>,
    written?: Written,
  ): Promise<void> {
    let left = refs;
    for (let attempt = 1; left.length > 0; attempt += 1) {
      if (attempt > 1) await this.#backOff(attempt);
      if (attempt > MAX_ATTEMPTS) throw new ParleyError('TOO_BUSY');
      left = await changeEach(this.firestore, left, decide, written);
    }
  }

  /** Full jitter: whoever met must not meet again. */
  async #backOff(attempt: number): Promise<void> {
    await this.#pause(Math.random() * Math.min(MAX_BACKOFF_MS, 5 * 2 ** attempt));
  }
}

function isConflict(error: unknown, tx: OptimisticTx): boolean {
  if (error instanceof ConflictError) return true;
  if (isAlreadyExists(error)) return tx.createsWhatWasMissing;
  return isPreconditionFailure(error);
}

/** Whether a write failed because the document it was to create exists. */
export function isAlreadyExists(error: unknown): boolean {
  return codeOf(error) === GrpcStatus.ALREADY_EXISTS;
}
