import type { Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { Chat, ChatMember, DirectChat, GroupChange, GroupChat } from './model.ts';
import type { SendCharge } from './send-limit.ts';

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

/** One write; its members' documents are {@link putMember}'s. */
export function createGroupChat(tx: Tx, chat_id: string, chat: GroupChat): void {
  tx.create(chatRef(tx, chat_id), chat);
}

/** What changes in a chat. Maps are merged key by key; {@link sendLimitFields} makes `send_limits`. */
export type ChatChange = (
  Omit<Partial<DirectChat>, 'send_limits'> | Omit<GroupChange, 'send_limits'>
) & { send_limits?: Record<string, unknown> };

/** The change of a chat that counts a user's sending, and forgets whose limit is untouched again. */
export function sendLimitFields(
  uid: string,
  { full_at, restored }: SendCharge,
): { send_limits: Record<string, unknown> } {
  const gone = restored.map((other) => [other, REMOVED]);
  return { send_limits: { ...(Object.fromEntries(gone) as object), [uid]: full_at } };
}

/** One write. */
export function updateChat(tx: Tx, chat_id: string, change: ChatChange): void {
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

/** One write: somebody is in the group from now on. */
export function putMember(tx: Tx, chat_id: string, uid: string, member: ChatMember): void {
  const { receipts_off = REMOVED, ...fields } = member;
  tx.merge(memberRef(tx, chat_id, uid), { ...fields, receipts_off });
}

/** One delete. */
export function deleteMember(tx: Tx, chat_id: string, uid: string): void {
  tx.delete(memberRef(tx, chat_id, uid));
}
