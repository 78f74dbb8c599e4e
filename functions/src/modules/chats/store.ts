import { FieldPath } from 'firebase-admin/firestore';
import type { Query } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import { decode, encode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
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

/** Where a list of chats goes on: after the chat of that id, whose latest message has that time. */
export interface ChatPosition {
  last_message_timestamp: Instant | null;
  chat_id: string;
}

/**
 * A member's chats, the one with the latest message first, those without any last. One read for each,
 * and at least one.
 */
export async function listChatsOf(
  source: QueryReader,
  uid: string,
  { type, after, limit }: { type?: Chat['type']; after?: ChatPosition; limit: number },
): Promise<{ chat_id: string; chat: Chat }[]> {
  let own: Query = source.firestore.collection('chats').where('members', 'array-contains', uid);
  if (type !== undefined) own = own.where('type', '==', type);
  own = own.orderBy('last_message_timestamp', 'desc').orderBy(FieldPath.documentId(), 'desc');
  if (after !== undefined) {
    own = own.startAfter(encode(after.last_message_timestamp), after.chat_id);
  }
  const found = await source.find(own.limit(limit));
  return found.map((doc) => ({ chat_id: doc.id, chat: decode(doc.data()) as Chat }));
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

/** {@link sendLimitFields} for several users at once. */
export function sendLimitsFields({
  full_at,
  restored,
}: {
  full_at: Record<string, Instant>;
  restored: readonly string[];
}): { send_limits: Record<string, unknown> } {
  const gone = restored.map((uid) => [uid, REMOVED]);
  return { send_limits: { ...(Object.fromEntries(gone) as object), ...full_at } };
}

/** One write. */
export function updateChat(tx: Tx, chat_id: string, change: ChatChange): void {
  const { last_message } = change;
  // An update merges maps key by key, and a preview replaces the one before as a whole.
  const preview = { deleted: REMOVED, hidden_for: REMOVED, ...last_message };
  tx.update(chatRef(tx, chat_id), { ...change, ...(last_message && { last_message: preview }) });
}

/**
 * One write: one of the two of a direct chat is gone for good. His id stays, as without it nobody could tell
 * whose the messages were; his name goes, and nothing can be sent any more. The other is not pushed again
 * what he had sent.
 */
export function closeDirectChat(tx: Tx, chat_id: string, gone: string, change: ChatChange): void {
  updateChat(tx, chat_id, {
    ...change,
    usernames: { [gone]: REMOVED } as Record<string, unknown> as Record<string, string>,
    active: false,
    push_retry_at: null,
  });
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

/** One write: whether a group's member hides what he reads, and up to where the others see it. */
export function setMemberReceipts(
  tx: Tx,
  chat_id: string,
  uid: string,
  { is_off, read_number }: { is_off: boolean; read_number: number },
): void {
  const receipts_off = is_off ? true : REMOVED;
  tx.update(memberRef(tx, chat_id, uid), { receipts_off, read_number });
}

/** A user's member documents by chat, as far as they exist. One read each, in one round trip. */
export async function readMembers(
  source: Reader,
  chat_ids: readonly string[],
  uid: string,
): Promise<Map<string, ChatMember>> {
  if (chat_ids.length === 0) return new Map();
  const found = await source.getAll(chat_ids.map((chat_id) => memberRef(source, chat_id, uid)));
  return new Map(
    chat_ids.flatMap((chat_id, index) => {
      const member = found[index] as ChatMember | undefined;
      return member === undefined ? [] : [[chat_id, member] as const];
    }),
  );
}

/** A chat with its id. */
export interface KnownChat {
  chat_id: string;
  chat: Chat;
}

/** Those of the chats that exist. One read each, in one round trip. */
export async function readChats(source: Reader, chat_ids: readonly string[]): Promise<KnownChat[]> {
  if (chat_ids.length === 0) return [];
  const found = await source.getAll(chat_ids.map((chat_id) => chatRef(source, chat_id)));
  return chat_ids.flatMap((chat_id, index) => {
    const chat = found[index] as Chat | undefined;
    return chat === undefined ? [] : [{ chat_id, chat }];
  });
}

/** A user's chats of all types, by id, behind the chat `after`. One read each, at least one. */
export async function listChatsById(
  source: QueryReader,
  uid: string,
  limit: number,
  after?: string,
): Promise<KnownChat[]> {
  const all = source.firestore
    .collection('chats')
    .where('members', 'array-contains', uid)
    .orderBy(FieldPath.documentId())
    .limit(limit);
  const found = await source.find(after === undefined ? all : all.startAfter(after));
  return found.map((doc) => ({ chat_id: doc.id, chat: decode(doc.data()) as Chat }));
}

/** A direct chat with undelivered messages that are to be pushed again. */
export interface DueRetry {
  chat_id: string;
  push_retry_at: Instant;
}

/** The chats whose retries are due, the longest due first, behind `after`. One read each, at least one. */
export async function listDueRetries(
  source: QueryReader,
  now: Instant,
  limit: number,
  after?: DueRetry,
): Promise<DueRetry[]> {
  const due = source.firestore
    .collection('chats')
    .where('push_retry_at', '<=', encode(now))
    .orderBy('push_retry_at')
    .orderBy(FieldPath.documentId())
    .limit(limit);
  const query =
    after === undefined ? due : due.startAfter(encode(after.push_retry_at), after.chat_id);
  return (await source.find(query)).map((doc) => ({
    chat_id: doc.id,
    push_retry_at: decode(doc.get('push_retry_at')) as Instant,
  }));
}
