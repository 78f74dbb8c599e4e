import { queryEqual, refEqual } from 'firebase/firestore';
import type {
  DocumentReference,
  DocumentSnapshot,
  Query,
  QuerySnapshot,
  SnapshotListenOptions,
} from 'firebase/firestore';

import { beginning } from './doing.ts';
import { tell } from './operations.ts';

// What is billed as a read: each document that the server sends to a listener, not what this device shows of
// what it has kept. A listener that comes back within half an hour is sent what has changed, and no more.

/** What was listened to since the page was loaded. */
const heard: (Query | DocumentReference)[] = [];

function isAgain(target: Query | DocumentReference): boolean {
  const known = heard.some((each) =>
    each.type === 'document'
      ? target.type === 'document' && refEqual(each, target)
      : target.type !== 'document' && queryEqual(each, target),
  );
  if (!known) heard.push(target);
  return known;
}

const writes = new Map<string, number>();

/** To be called before this device writes a document, which it then shows at once. */
export function noteWrite(device: string, path: string): void {
  writes.set(`${device} ${path}`, writesOf(device, path) + 1);
}

const writesOf = (device: string, path: string): number => writes.get(`${device} ${path}`) ?? 0;

/** @param action what the reading is of; without one, whoever changed the document has caused it */
export function countRead(device: string, path: string, action?: string): void {
  tell({ kind: 'read', what: path, device, action });
}

/** Counts what a listener to a document is sent; its function returns whether there is something to show. */
export function countDocuments(ref: DocumentReference, device: string) {
  const action = beginning(device);
  let isBegin = !isAgain(ref);
  let wasPending = false;
  let written = 0;
  let shown: string | undefined;
  return (snapshot: DocumentSnapshot): boolean => {
    const { fromCache, hasPendingWrites } = snapshot.metadata;
    const data = JSON.stringify(snapshot.data() ?? null);
    const isChange = data !== shown;
    const isOwn = writesOf(device, ref.path) > written;
    const isSent = hasPendingWrites ? isChange && !isOwn : isBegin || isChange || wasPending;
    if (!fromCache && isSent) {
      countRead(device, ref.path, isBegin ? action : undefined);
      isBegin = false;
    }
    written = writesOf(device, ref.path);
    wasPending = hasPendingWrites;
    shown = data;
    return isChange;
  };
}

/** Counts what a listener to a list is sent. */
export function countQueries(query: Query, device: string, options: SnapshotListenOptions) {
  const action = beginning(device);
  let isBegin = !isAgain(query);
  return (snapshot: QuerySnapshot): void => {
    if (snapshot.metadata.fromCache) return;
    const sent = isBegin
      ? snapshot.docs
      : snapshot
          .docChanges(options)
          .filter(({ type }) => type !== 'removed')
          .map(({ doc }) => doc);
    // An empty answer is billed as one read.
    if (isBegin && snapshot.empty) countRead(device, 'a query that found nothing', action);
    for (const { ref, metadata } of sent) {
      if (!metadata.hasPendingWrites) countRead(device, ref.path, isBegin ? action : undefined);
    }
    isBegin = false;
  };
}
