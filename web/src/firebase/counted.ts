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

import { countDocuments, countQueries, countRead, noteWrite } from './counting.ts';
import { beginning, deviceOf, writing } from './doing.ts';

// The SDK's own functions under their own names, telling the inspector which documents went by.

const deviceAt = ({ firestore }: Query | DocumentReference) => deviceOf(firestore.app);

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
    const count = countDocuments(target, deviceAt(target));
    const show = next as Next<DocumentSnapshot>;
    return sdk.onSnapshot(
      target,
      // That a write of this device has arrived is a read as well.
      { includeMetadataChanges: true },
      (snapshot) => {
        if (count(snapshot)) show(snapshot);
      },
      fail,
    );
  }
  const count = countQueries(target, deviceAt(target), options);
  const show = next as Next<QuerySnapshot>;
  return sdk.onSnapshot(
    target,
    options,
    (snapshot) => {
      count(snapshot);
      show(snapshot);
    },
    fail,
  );
}

export async function getDoc(ref: DocumentReference): Promise<DocumentSnapshot> {
  const action = beginning(deviceAt(ref));
  const snapshot = await sdk.getDoc(ref);
  if (!snapshot.metadata.fromCache) countRead(deviceAt(ref), ref.path, action);
  return snapshot;
}

export function setDoc(ref: DocumentReference, data: WithFieldValue<DocumentData>): Promise<void> {
  writing(deviceAt(ref), ref.path);
  return sdk.setDoc(ref, data);
}

export function updateDoc(ref: DocumentReference, data: UpdateData<DocumentData>): Promise<void> {
  writing(deviceAt(ref), ref.path);
  noteWrite(deviceAt(ref), ref.path);
  return sdk.updateDoc(ref, data);
}
