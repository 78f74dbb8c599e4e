import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Notification } from './model.ts';

/** Which of the two collections: what its user sees, or what only goes out. */
export type Place = 'feed' | 'unlisted';

function entryRef(source: Reader, place: Place, uid: string, id: string) {
  return place === 'feed'
    ? source.firestore.doc(`users/${uid}/notifications/${id}`)
    : source.firestore.doc(`users/${uid}/unlisted-notifications/${id}`);
}

/** One read. */
export function readNotification(
  source: Reader,
  place: Place,
  uid: string,
  id: string,
): Promise<Notification | undefined> {
  return source.get<Notification>(entryRef(source, place, uid, id));
}

/** One write. */
export function putNotification(
  tx: Tx,
  place: Place,
  uid: string,
  id: string,
  entry: Notification,
): void {
  tx.merge(entryRef(tx, place, uid, id), entry);
}
