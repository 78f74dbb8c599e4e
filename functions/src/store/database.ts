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
import { ConflictError, OptimisticTx } from './optimistic.ts';
import type { QueryReader } from './reader.ts';
import type { Tx } from './transaction.ts';

/** Enough for some fifty writers that meet on one document; they are through within seconds. */
const MAX_ATTEMPTS = 25;
const MAX_BACKOFF_MS = 500;

/** What Firestore answers when a precondition does not hold, or when it is to be tried again. */
const CONFLICTS = new Set<unknown>([
  GrpcStatus.FAILED_PRECONDITION,
  GrpcStatus.NOT_FOUND,
  GrpcStatus.ABORTED,
]);

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
      // Full jitter: whoever met must not meet again.
      await this.#pause(Math.random() * Math.min(MAX_BACKOFF_MS, 5 * 2 ** attempt));
    }
  }
}

function isConflict(error: unknown, tx: OptimisticTx): boolean {
  if (error instanceof ConflictError) return true;
  if (isAlreadyExists(error)) return tx.createsWhatWasMissing;
  return CONFLICTS.has(codeOf(error));
}

/** Whether a write failed because the document it was to create exists. */
export function isAlreadyExists(error: unknown): boolean {
  return codeOf(error) === GrpcStatus.ALREADY_EXISTS;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
