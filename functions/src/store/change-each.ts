import type { DocumentReference, FieldPath, Firestore, Timestamp } from 'firebase-admin/firestore';

import { chunksOf } from '../kernel/chunks.ts';
import { decode, encodeFields } from './codec.ts';
import { isPreconditionFailure } from './conflicts.ts';
import { leaves } from './field-paths.ts';

/** How many documents are read, decided and written at a time: what is in memory at once. */
export const CHUNK = 100;

/**
 * What is to change in a document that holds `data`; `undefined` for nothing. Pure, as it may be asked
 * again for the same document.
 */
export type Decide<T> = (ref: DocumentReference, data: T) => object | undefined;

/**
 * Told of each document that was changed, once, by the change last decided for it, and before any later
 * ones are read. A change whose outcome is unknown, as the connection broke, is not told of.
 */
export type Written = (refs: DocumentReference[]) => void;

/** One document's change, and the version that it was decided for. */
interface Decided {
  ref: DocumentReference;
  paths: [[FieldPath, unknown], ...[FieldPath, unknown][]];
  lastUpdateTime: Timestamp;
}

/**
 * One go at changing each of the documents; missing ones are left alone.
 *
 * @returns those that met another writer and are unchanged
 * @throws the first failure that is no conflict; its chunk is through, those after it were not begun
 */
export async function changeEach<T>(
  firestore: Firestore,
  refs: readonly DocumentReference[],
  decide: Decide<T>,
  told?: Written,
): Promise<DocumentReference[]> {
  const left: DocumentReference[] = [];
  for (const chunk of chunksOf(refs, CHUNK)) {
    const snapshots = await firestore.getAll(...chunk);
    // All are decided before the first is written: a decision that throws has changed nothing.
    const decided = snapshots.flatMap((snapshot): Decided[] => {
      const { ref, updateTime } = snapshot;
      if (updateTime === undefined) return [];
      const fields = decide(ref, decode(snapshot.data()) as T);
      const [first, ...rest] = fields === undefined ? [] : leaves(encodeFields(fields));
      return first === undefined
        ? []
        : [{ ref, paths: [first, ...rest], lastUpdateTime: updateTime }];
    });
    const { written, met, failure } = await writeEach(firestore, decided);
    if (written.length > 0) told?.(written);
    if (failure !== undefined) throw failure.error;
    left.push(...met);
  }
  return left;
}

interface Outcome {
  written: DocumentReference[];
  /** Those that met another writer. */
  met: DocumentReference[];
  failure?: { error: unknown };
}

async function writeEach(firestore: Firestore, decided: readonly Decided[]): Promise<Outcome> {
  // Unlike a batch, its writes succeed or fail one by one. It must not pace itself: what it writes is
  // bounded, and spread over as many documents. Nor must it try again: what it would write is old then.
  const writer = firestore.bulkWriter({ throttling: false });
  writer.onWriteError(() => false);
  const writes = decided.map(({ ref, paths, lastUpdateTime }) => {
    const [first, ...rest] = paths;
    return writer.update(ref, ...first, ...rest.flat(), { lastUpdateTime });
  });
  // Taken before the writer is closed: a failure that nobody waits for would end the process.
  const settled = Promise.allSettled(writes);
  await writer.close();
  const outcome: Outcome = { written: [], met: [] };
  for (const [index, result] of (await settled).entries()) {
    const ref = decided[index]?.ref;
    if (ref === undefined) continue;
    if (result.status === 'fulfilled') outcome.written.push(ref);
    else if (isPreconditionFailure(result.reason)) outcome.met.push(ref);
    else outcome.failure ??= { error: result.reason };
  }
  return outcome;
}
