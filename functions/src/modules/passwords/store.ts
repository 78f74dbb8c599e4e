import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { WrongPasswords } from './failures.ts';

/**
 * `password-failures/{hash of the account's name as given, and of the requester}`: his wrong passwords
 * in a row; for functions only. There is one for unknown names as well, so that they are slowed alike.
 */
function failuresRef(source: Reader, id: string) {
  return source.firestore.collection('password-failures').doc(id);
}

/** One read. */
export function readFailures(source: Reader, id: string): Promise<WrongPasswords | undefined> {
  return source.get<WrongPasswords>(failuresRef(source, id));
}

/** One write; fails with ALREADY_EXISTS where there are some. */
export function createFailures(tx: Tx, id: string, wrong: WrongPasswords): void {
  tx.create(failuresRef(tx, id), wrong);
}

/** One write. */
export function putFailures(tx: Tx, id: string, wrong: WrongPasswords): void {
  tx.merge(failuresRef(tx, id), wrong);
}

/** One delete. */
export function deleteFailures(tx: Tx, id: string): void {
  tx.delete(failuresRef(tx, id));
}
