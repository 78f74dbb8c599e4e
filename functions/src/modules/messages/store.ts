import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Message } from './model.ts';

function messageRef(source: Reader, chat_id: string, message_id: string) {
  return source.firestore.doc(`chats/${chat_id}/messages/${message_id}`);
}

/** One read. */
export function readMessage(
  source: Reader,
  chat_id: string,
  message_id: string,
): Promise<Message | undefined> {
  return source.get<Message>(messageRef(source, chat_id, message_id));
}

/** One write; the transaction fails with ALREADY_EXISTS where the id is taken. */
export function createMessage(tx: Tx, chat_id: string, message_id: string, message: Message): void {
  tx.create(messageRef(tx, chat_id, message_id), message);
}

/** One write. */
export function setMessageNumber(
  tx: Tx,
  chat_id: string,
  message_id: string,
  message_number: number,
): void {
  tx.update(messageRef(tx, chat_id, message_id), { message_number });
}
