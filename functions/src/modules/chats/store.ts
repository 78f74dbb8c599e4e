import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ChatMember, DirectChat } from './model.ts';

function chatRef(source: Reader, chat_id: string) {
  return source.firestore.collection('chats').doc(chat_id);
}

/** One read. */
export function readChat(source: Reader, chat_id: string): Promise<DirectChat | undefined> {
  return source.get<DirectChat>(chatRef(source, chat_id));
}

/** One write for the chat and one for each member. */
export function createChatDocuments(tx: Tx, chat_id: string, chat: DirectChat): void {
  const ref = chatRef(tx, chat_id);
  const member: ChatMember = { joined: chat.created, joined_number: 0 };
  tx.create(ref, chat);
  for (const uid of chat.members) tx.create(ref.collection('members').doc(uid), member);
}

/** One write. */
export function updateChat(tx: Tx, chat_id: string, change: Partial<DirectChat>): void {
  tx.update(chatRef(tx, chat_id), change);
}
