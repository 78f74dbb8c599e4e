import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Block } from './model.ts';

function blockRef(source: Reader, uid: string, blocked: string) {
  return source.firestore.doc(`users/${uid}/blocks/${blocked}`);
}

/** Who of two users has blocked the other: `own` is of `uid`. Two reads, in one round trip. */
export async function readBlocks(
  source: Reader,
  uid: string,
  other: string,
): Promise<{ own: boolean; theirs: boolean }> {
  const [own, theirs] = await source.getAll([
    blockRef(source, uid, other),
    blockRef(source, other, uid),
  ]);
  return { own: own !== undefined, theirs: theirs !== undefined };
}

/** One write. */
export function putBlock(tx: Tx, uid: string, blocked: string, block: Block): void {
  tx.merge(blockRef(tx, uid, blocked), block);
}

/** One delete. */
export function deleteBlock(tx: Tx, uid: string, blocked: string): void {
  tx.delete(blockRef(tx, uid, blocked));
}

/** Those of some users who have blocked `blocked`. One read each, in one round trip; none for none. */
export async function haveBlocked(
  source: Reader,
  uids: readonly string[],
  blocked: string,
): Promise<string[]> {
  if (uids.length === 0) return [];
  const found = await source.getAll(uids.map((uid) => blockRef(source, uid, blocked)));
  return uids.filter((_, index) => found[index] !== undefined);
}
