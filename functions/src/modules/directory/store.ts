import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { DirectoryEntry } from './model.ts';

function entryRef(source: Reader, uid: string) {
  return source.firestore.collection('user-search').doc(uid);
}

/** One read. */
export function readEntry(source: Reader, uid: string): Promise<DirectoryEntry | undefined> {
  return source.get<DirectoryEntry>(entryRef(source, uid));
}

/** One read each, in one round trip; none for none. */
export async function readEntries(
  source: Reader,
  uids: readonly string[],
): Promise<(DirectoryEntry | undefined)[]> {
  if (uids.length === 0) return [];
  const found = await source.getAll(uids.map((uid) => entryRef(source, uid)));
  return found as (DirectoryEntry | undefined)[];
}

/** One write: the entry of a user who has none. */
export function createEntry(tx: Tx, uid: string, entry: DirectoryEntry): void {
  tx.create(entryRef(tx, uid), entry);
}

/** One write; the entry must exist. */
export function updateEntry(tx: Tx, uid: string, change: Partial<DirectoryEntry>): void {
  tx.update(entryRef(tx, uid), change);
}

/** One delete. */
export function deleteEntry(tx: Tx, uid: string): void {
  tx.delete(entryRef(tx, uid));
}
