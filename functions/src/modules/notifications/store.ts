import type { Tx } from '../../store/transaction.ts';
import type { Notification } from './model.ts';

/** One write. */
export function putNotification(tx: Tx, uid: string, id: string, entry: Notification): void {
  tx.merge(tx.firestore.doc(`users/${uid}/notifications/${id}`), entry);
}
