import type { DocumentReference, DocumentSnapshot, Firestore } from 'firebase-admin/firestore';

import { chunksOf } from '../kernel/chunks.ts';
import { decode, encodeFields } from './codec.ts';
import { isPreconditionFailure } from './conflicts.ts';
import { leaves } from './field-paths.ts';

/** How many documents are read, decided and written at a time: what is in memory at once. */
const CHUNK = 100;

/**
 * What is to change in a document that holds `data`; `undefined` for nothing. Pure, as it may be asked
 * again for the same document.
 */
export type Decide<T> = (ref: DocumentReference, data: T) => object | undefined;

/**
 * One go at changing each of the documents; missing ones are left alone.
 *
 * @returns those that met another writer and are unchanged
 */
export async function changeEach<T>(
  firestore: Firestore,
  refs: DocumentReference[],
  decide: Decide<T>,
): Promise<DocumentReference[]> {
  const left: DocumentReference[] = [];
  for (const chunk of chunksOf(refs, CHUNK)) {
    const snapshots = await firestore.getAll(...chunk);
    left.push(...(await writeEach(firestore, snapshots, decide)));
  }
  return left;
}

async function writeEach<T>(
  firestore: Firestore,
  snapshots: DocumentSnapshot[],
  decide: Decide<T>,
): Promise<DocumentReference[]> {
  // Unlike a batch, its writes succeed or fail one by one. It must not pace itself: what it writes is
  // bounded, and spread over as many documents.
  const writer = firestore.bulkWriter({ throttling: false });
  writer.onWriteError(() => false);
  const writes = snapshots.flatMap((snapshot) => {
    const { ref, updateTime } = snapshot;
    if (updateTime === undefined) return [];
    const change = decide(ref, decode(snapshot.data()) as T);
    const [first, ...rest] = change === undefined ? [] : leaves(encodeFields(change));
    if (first === undefined) return [];
    const written = writer.update(ref, ...first, ...rest.flat(), { lastUpdateTime: updateTime });
    return [{ ref, written }];
  });
  const outcomes = Promise.allSettled(writes.map(({ written }) => written));
  await writer.close();
  const left: DocumentReference[] = [];
  for (const [index, outcome] of (await outcomes).entries()) {
    if (outcome.status === 'fulfilled') continue;
    if (!isPreconditionFailure(outcome.reason)) throw outcome.reason;
    const ref = writes[index]?.ref;
    if (ref !== undefined) left.push(ref);
  }
  return left;
}
