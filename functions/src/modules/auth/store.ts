import type { Tx } from '../../store/database.ts';
import type { SessionRecord } from './model.ts';

/** One write. */
export function createSessionRecord(tx: Tx, sid: string, record: SessionRecord): void {
  tx.create(tx.firestore.collection('sessions').doc(sid), record);
}
