import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { AuditEntry } from './model.ts';

function auditEntries(source: Reader) {
  return source.firestore.collection('audit');
}

/** One write. */
export function createAuditEntry(tx: Tx, id: string, entry: AuditEntry): void {
  tx.create(auditEntries(tx).doc(id), entry);
}

/**
 * The newest entries, or those that precede the entry `after`; `undefined` where there is no such
 * entry. One read each, and one for `after`.
 */
export async function listAuditEntries(
  source: QueryReader,
  limit: number,
  after: string | undefined,
): Promise<(AuditEntry & { id: string })[] | undefined> {
  const newest = auditEntries(source).orderBy('created', 'desc').limit(limit);
  const last = after === undefined ? undefined : await auditEntries(source).doc(after).get();
  if (last?.exists === false) return undefined;
  const found = await source.find(last === undefined ? newest : newest.startAfter(last));
  return found.map((doc) => ({ id: doc.id, ...(decode(doc.data()) as AuditEntry) }));
}
