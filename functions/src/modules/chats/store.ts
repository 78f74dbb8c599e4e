import type { Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Chat, ChatMember, DirectChat, GroupChat } from './model.ts';

function chatRef(source: Reader, chat_id: string) {
  return source.firestore.collection('chats').doc(chat_id);
}

function memberRef(source: Reader, chat_id: string, uid: string) {
  return chatRef(source, chat_id).collection('members').doc(uid);
}

/** One read. */
export function readChat(source: Reader, chat_id: string): Promise<Chat | undefined> {
  return source.get<Chat>(chatRef(source, chat_id));
}

/** One write for the chat and one for each member. */
export function createDirectChat(tx: Tx, chat_id: string, chat: DirectChat): void {
  const member: ChatMember = { joined: chat.created, joined_number: 0 };
  tx.create(chatRef(tx, chat_id), chat);
  for (const uid of chat.members) tx.create(memberRef(tx, chat_id, uid), member);
}

/** One write. */
export function updateChat(
  tx: Tx,
  chat_id: string,
  change: Partial<DirectChat> | Partial<GroupChat>,
): void {
  tx.update(chatRef(tx, chat_id), change);
}

/** One read. */
export function readMember(
  source: Reader,
  chat_id: string,
  uid: string,
): Promise<ChatMember | undefined> {
  return source.get<ChatMember>(memberRef(source, chat_id, uid));
}

/** One write; the document must exist. */
export function updateMember(
  tx: Tx,
  chat_id: string,
  uid: string,
  change: Partial<ChatMember>,
): void {
  tx.update(memberRef(tx, chat_id, uid), change);
}
