import type { Tx } from '../../store/transaction.ts';
import type { SessionRecord } from './model.ts';

/** One write. */
export function createSessionRecord(tx: Tx, sid: string, record: SessionRecord): void {
  tx.create(tx.firestore.collection('sessions').doc(sid), record);
}
