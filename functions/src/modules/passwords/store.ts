import type { Instant } from '../../kernel/instant.ts';
import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { LimitWindow } from '../limits/window.ts';
import type { WrongPasswords } from './failures.ts';

/**
 * `password-failures/{hash of the account's name as given}`: how often its password was tried, and by
 * whom wrongly; for functions only. There is one for unknown names as well, so that they are slowed
 * alike.
 */
export interface PasswordTries {
  window: LimitWindow;
  wrong: WrongPasswords[];
  /** TTL field. */
  expires_at: Instant;
}

function triesRef(source: Reader, id: string) {
  return source.firestore.collection('password-failures').doc(id);
}

/** One read. */
export function readTries(source: Reader, id: string): Promise<PasswordTries | undefined> {
  return source.get<PasswordTries>(triesRef(source, id));
}

/** One write. */
export function putTries(tx: Tx, id: string, tries: Partial<PasswordTries>): void {
  tx.merge(triesRef(tx, id), tries);
}
