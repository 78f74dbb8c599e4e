import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Presence, Typing } from './model.ts';

function presenceRef(source: Reader, uid: string) {
  return source.firestore.collection('presence').doc(uid);
}

function typingRef(source: Reader, chat_id: string, uid: string) {
  return source.firestore.doc(`chats/${chat_id}/typing/${uid}`);
}

/** One read. */
export function readPresence(source: Reader, uid: string): Promise<Presence | undefined> {
  return source.get<Presence>(presenceRef(source, uid));
}

/** One write. */
export function putPresence(tx: Tx, uid: string, presence: Presence): void {
  tx.merge(presenceRef(tx, uid), presence);
}

/** One delete. */
export function deletePresence(tx: Tx, uid: string): void {
  tx.delete(presenceRef(tx, uid));
}

/** One read. */
export function readTyping(
  source: Reader,
  chat_id: string,
  uid: string,
): Promise<Typing | undefined> {
  return source.get<Typing>(typingRef(source, chat_id, uid));
}

/** One write. */
export function putTyping(tx: Tx, chat_id: string, uid: string, typing: Typing): void {
  tx.merge(typingRef(tx, chat_id, uid), typing);
}

/** One delete. */
export function deleteTyping(tx: Tx, chat_id: string, uid: string): void {
  tx.delete(typingRef(tx, chat_id, uid));
}
