import { FieldPath } from 'firebase-admin/firestore';
import type { Query } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import { decode, encode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { Message } from './model.ts';
import type { TimePosition } from './page-position.ts';

/** The messages of a chat. */
export function messages(source: Reader, chat_id: string) {
  return source.firestore.collection(`chats/${chat_id}/messages`);
}

/** The place of a message. */
export function messageRef(source: Reader, chat_id: string, message_id: string) {
  return messages(source, chat_id).doc(message_id);
}

/** One read. */
export function readMessage(
  source: Reader,
  chat_id: string,
  message_id: string,
): Promise<Message | undefined> {
  return source.get<Message>(messageRef(source, chat_id, message_id));
}

/** One read each, in one round trip; none for none. */
export async function readMessages(
  source: Reader,
  targets: readonly { chat_id: string; message_id: string }[],
): Promise<(Message | undefined)[]> {
  if (targets.length === 0) return [];
  const refs = targets.map(({ chat_id, message_id }) => messageRef(source, chat_id, message_id));
  return (await source.getAll(refs)) as (Message | undefined)[];
}

/** One write; the transaction fails with ALREADY_EXISTS where the id is taken. */
export function createMessage(tx: Tx, chat_id: string, message_id: string, message: Message): void {
  tx.create(messageRef(tx, chat_id, message_id), message);
}

/** One write: its number, and whether it is not to be pushed. */
export function setMessageNumber(
  tx: Tx,
  chat_id: string,
  message_id: string,
  message_number: number,
  push_held?: true,
): void {
  const held = push_held && { push_held };
  tx.update(messageRef(tx, chat_id, message_id), { message_number, ...held });
}

/** One write: the message's `edits`-th edit. */
export function setText(
  tx: Tx,
  chat_id: string,
  message_id: string,
  { text, edits }: { text: string; edits: number },
): void {
  tx.update(messageRef(tx, chat_id, message_id), { text, edits, edited: true });
}

/** What goes of a message that is deleted: what it said, and what was said to it. */
const ERASED = {
  text: REMOVED,
  file: REMOVED,
  file_name: REMOVED,
  reference_type: REMOVED,
  reference_id: REMOVED,
  action_params: REMOVED,
  reactions: REMOVED,
  action: 'DELETE',
  deleted: true,
};

/** One write: the message stays, with nothing of what it said and of what was said to it. */
export function eraseMessage(
  tx: Tx,
  chat_id: string,
  message_id: string,
  deleted_by: string,
): void {
  tx.update(messageRef(tx, chat_id, message_id), { ...ERASED, deleted_by });
}

/**
 * {@link eraseMessage} where its author deletes his account: it does not even say how often it was edited,
 * as what it said before goes as well.
 */
export function forgetMessage(
  tx: Tx,
  chat_id: string,
  message_id: string,
  deleted_by: string,
): void {
  const fields = { ...ERASED, edited: REMOVED, edits: REMOVED, deleted_by };
  tx.update(messageRef(tx, chat_id, message_id), fields);
}

/** One write: what a `SYSTEM` message says without those of its parameters. */
export function unquoteMessage(
  tx: Tx,
  chat_id: string,
  message_id: string,
  { text, quoted }: { text: string; quoted: readonly string[] },
): void {
  const action_params = Object.fromEntries(quoted.map((name) => [name, REMOVED]));
  tx.update(messageRef(tx, chat_id, message_id), { text, action_params });
}

/** A message with where it is. */
export interface SentMessage {
  /** The path of its document, by which a list goes on. */
  path: string;
  chat_id: string;
  message_id: string;
  message: Message;
}

/** What a user sent to all chats, by path, behind `after`. One read each, at least one. */
export function listMessagesFrom(
  source: QueryReader,
  uid: string,
  limit: number,
  after: string | null,
): Promise<SentMessage[]> {
  return listMessagesNaming(source, 'from_user', uid, limit, after);
}

/**
 * What names a user as the author of what was forwarded, in all chats, by path, behind `after`: besides
 * copies, whatever a client has put that into. One read each, at least one.
 */
export function listMessagesForwardedFrom(
  source: QueryReader,
  uid: string,
  limit: number,
  after: string | null,
): Promise<SentMessage[]> {
  return listMessagesNaming(source, 'action_params.from_user', uid, limit, after);
}

async function listMessagesNaming(
  source: QueryReader,
  field: 'from_user' | 'action_params.from_user',
  uid: string,
  limit: number,
  after: string | null,
): Promise<SentMessage[]> {
  const all = source.firestore
    .collectionGroup('messages')
    .where(field, '==', uid)
    .orderBy(FieldPath.documentId())
    .limit(limit);
  const found = await source.find(after === null ? all : all.startAfter(after));
  return found.map((doc) => ({
    path: doc.ref.path,
    chat_id: doc.ref.parent.parent?.id ?? '',
    message_id: doc.id,
    message: decode(doc.data()) as Message,
  }));
}

/** One write. */
export function setHiddenFor(
  tx: Tx,
  chat_id: string,
  message_id: string,
  hidden_for: string[],
): void {
  tx.update(messageRef(tx, chat_id, message_id), { hidden_for });
}

/** One write: who reacted with that emoji, which goes when it was nobody. */
export function setReaction(
  tx: Tx,
  chat_id: string,
  message_id: string,
  emoji: string,
  uids: string[],
): void {
  const reactions = { [emoji]: uids.length > 0 ? uids : REMOVED };
  tx.update(messageRef(tx, chat_id, message_id), { reactions });
}

/** Numbers between the two, exclusive, the highest first; one read for each. */
export async function listMessages(
  source: QueryReader,
  chat_id: string,
  { after, before, limit }: { after: number; before: number; limit: number },
): Promise<{ id: string; message_number: number; message: Message }[]> {
  const found = await source.find(
    messages(source, chat_id)
      .where('message_number', '>', after)
      .where('message_number', '<', before)
      .orderBy('message_number', 'desc')
      .limit(limit),
  );
  return found.map((doc) => ({
    id: doc.id,
    message_number: Number(doc.get('message_number')),
    message: decode(doc.data()) as Message,
  }));
}

/**
 * The messages that clients show before a position, latest first, behind `since` where that is given; one
 * read for each. Those without a number yet may be among them.
 */
export async function listMessagesByTime(
  source: QueryReader,
  chat_id: string,
  { before, since, limit }: { before: TimePosition; since?: Instant; limit: number },
): Promise<{ id: string; message: Message }[]> {
  const { created, message_number } = before;
  let query: Query = messages(source, chat_id);
  if (since !== undefined) query = query.where('created', '>', encode(since));
  if (message_number === undefined) query = query.where('created', '<', encode(created));
  query = query.orderBy('created', 'desc').orderBy('message_number', 'desc');
  if (message_number !== undefined) query = query.startAfter(encode(created), message_number);
  const found = await source.find(query.limit(limit));
  return found.map((doc) => ({ id: doc.id, message: decode(doc.data()) as Message }));
}

/** A message that has its number. */
export interface StoredMessage {
  message_id: string;
  message_number: number;
  message: Message;
}

/** The first messages numbered above `number`, ascending. One read each, at least one. */
export async function listNumberedAbove(
  source: QueryReader,
  chat_id: string,
  number: number,
  limit: number,
): Promise<StoredMessage[]> {
  const query = source.firestore
    .collection(`chats/${chat_id}/messages`)
    .where('message_number', '>', number)
    .orderBy('message_number')
    .limit(limit);
  return (await source.find(query)).map((doc) => {
    const message = decode(doc.data()) as Message & { message_number: number };
    return { message_id: doc.id, message_number: message.message_number, message };
  });
}
