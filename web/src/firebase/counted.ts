import * as sdk from 'firebase/firestore';
import type {
  DocumentData,
  DocumentReference,
  DocumentSnapshot,
  FirestoreError,
  Query,
  QuerySnapshot,
  SnapshotListenOptions,
  Unsubscribe,
  UpdateData,
  WithFieldValue,
} from 'firebase/firestore';

import { tell } from './operations.ts';

// The SDK's own functions under their own names, telling the inspector which documents went by. A
// document counts as read when the server sent it, not when this device shows what it has kept. A listener
// that was away for less than half an hour is sent what has changed, and billed for no more.

const appOf = ({ firestore }: Query | DocumentReference) => firestore.app;

type Next<S> = (snapshot: S) => void;
type Fail = (error: FirestoreError) => void;

export function onSnapshot(
  target: DocumentReference,
  next: Next<DocumentSnapshot>,
  fail: Fail,
): Unsubscribe;
export function onSnapshot(target: Query, next: Next<QuerySnapshot>, fail: Fail): Unsubscribe;
export function onSnapshot(
  target: Query,
  options: SnapshotListenOptions,
  next: Next<QuerySnapshot>,
  fail: Fail,
): Unsubscribe;
export function onSnapshot(
  target: DocumentReference | Query,
  ...rest:
    | [Next<DocumentSnapshot> | Next<QuerySnapshot>, Fail]
    | [SnapshotListenOptions, Next<QuerySnapshot>, Fail]
): Unsubscribe {
  const [options, next, fail] = rest.length === 3 ? rest : [{}, ...rest];
  if (target.type === 'document') {
    const show = next as Next<DocumentSnapshot>;
    return sdk.onSnapshot(
      target,
      options,
      (snapshot) => {
        countDocument(snapshot);
        show(snapshot);
      },
      fail,
    );
  }
  const show = next as Next<QuerySnapshot>;
  let first = true;
  return sdk.onSnapshot(
    target,
    options,
    (snapshot) => {
      countQuery(snapshot, first);
      first &&= snapshot.metadata.fromCache;
      show(snapshot);
    },
    fail,
  );
}

export async function getDoc(ref: DocumentReference): Promise<DocumentSnapshot> {
  const snapshot = await sdk.getDoc(ref);
  countDocument(snapshot);
  return snapshot;
}

export async function getDocs(query: Query): Promise<QuerySnapshot> {
  const snapshot = await sdk.getDocs(query);
  countQuery(snapshot, true);
  return snapshot;
}

export function setDoc(ref: DocumentReference, data: WithFieldValue<DocumentData>): Promise<void> {
  tell('write', ref.path, appOf(ref));
  return sdk.setDoc(ref, data);
}

export function updateDoc(ref: DocumentReference, data: UpdateData<DocumentData>): Promise<void> {
  tell('write', ref.path, appOf(ref));
  return sdk.updateDoc(ref, data);
}

function countDocument({ ref, metadata }: DocumentSnapshot): void {
  if (!metadata.fromCache && !metadata.hasPendingWrites) tell('read', ref.path, appOf(ref));
}

function countQuery(snapshot: QuerySnapshot, first: boolean): void {
  const { metadata, query } = snapshot;
  if (metadata.fromCache) return;
  // An empty answer is billed as one read.
  if (first && snapshot.empty) tell('read', 'a query that found nothing', appOf(query));
  for (const { type, doc } of snapshot.docChanges()) {
    if (type !== 'removed' && !doc.metadata.hasPendingWrites) {
      tell('read', doc.ref.path, appOf(query));
    }
  }
}
