import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { EmailCodes } from './codes.ts';

function codesRef(source: Reader, id: string) {
  return source.firestore.collection('email-codes').doc(id);
}

/** One read. */
export function readCodes(source: Reader, id: string): Promise<EmailCodes | undefined> {
  return source.get<EmailCodes>(codesRef(source, id));
}

/** One write. */
export function putCodes(tx: Tx, id: string, codes: Partial<EmailCodes>): void {
  tx.merge(codesRef(tx, id), codes);
}

/** One delete. */
export function deleteCodes(tx: Tx, id: string): void {
  tx.delete(codesRef(tx, id));
}

/** One write that means nothing: what a mail would have cost. */
export function putDecoy(tx: Tx, id: string, { expires_at }: EmailCodes): void {
  tx.create(codesRef(tx, id), { expires_at });
}
