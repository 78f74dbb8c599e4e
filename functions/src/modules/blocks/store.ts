import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Block } from './model.ts';

function blockRef(source: Reader, uid: string, blocked: string) {
  return source.firestore.doc(`users/${uid}/blocks/${blocked}`);
}

/** One write. */
export function putBlock(tx: Tx, uid: string, blocked: string, block: Block): void {
  tx.merge(blockRef(tx, uid, blocked), block);
}

/** One delete. */
export function deleteBlock(tx: Tx, uid: string, blocked: string): void {
  tx.delete(blockRef(tx, uid, blocked));
}
