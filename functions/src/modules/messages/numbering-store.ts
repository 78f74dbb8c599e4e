import type { CollectionGroup } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import { decode, encode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { Message, NumberingState } from './model.ts';
import { messageRef, messages } from './store.ts';

/** One write: what a client wrote itself waits for its batch from now on. */
export function queueMessage(
  tx: Tx,
  chat_id: string,
  message_id: string,
  { created }: Message,
  batched: NonNullable<Message['batched']>,
): void {
  const waiting = { message_number: null, queued_at: created, batched };
  tx.update(messageRef(tx, chat_id, message_id), waiting);
}

/** One write: a message that waited has its number. */
export function setBatchNumber(
  tx: Tx,
  chat_id: string,
  message_id: string,
  message_number: number,
  push_held: true | undefined,
): void {
  tx.update(messageRef(tx, chat_id, message_id), {
    message_number,
    queued_at: REMOVED,
    ...(push_held && { push_held }),
  });
}

/** The messages of a chat that wait for a batch, by `created`. One read each, at least one. */
export async function findQueued(
  source: QueryReader,
  chat_id: string,
  limit: number,
): Promise<{ message_id: string; message: Message }[]> {
  const found = await source.find(messages(source, chat_id).orderBy('queued_at').limit(limit));
  return found.map((doc) => ({ message_id: doc.id, message: decode(doc.data()) as Message }));
}

function numberingRef(source: Reader, chat_id: string) {
  return source.firestore.doc(`chats/${chat_id}/numbering/state`);
}

/** One read. */
export function readNumbering(
  source: Reader,
  chat_id: string,
): Promise<NumberingState | undefined> {
  return source.get<NumberingState>(numberingRef(source, chat_id));
}

/** One write. */
export function putNumbering(
  tx: Tx,
  chat_id: string,
  { due_at, ...numbers }: NumberingState,
): void {
  tx.merge(numberingRef(tx, chat_id), { ...numbers, due_at: due_at ?? REMOVED });
}

/**
 * The chats with messages that have waited, or batches that have not been brought to everybody, since
 * before a time; the longest first. One read for each message and batch, at least two.
 */
export async function listLeftBehind(
  source: QueryReader,
  before: Instant,
  limit: number,
): Promise<string[]> {
  const since = (group: CollectionGroup, field: string) =>
    source.find(group.where(field, '<=', encode(before)).orderBy(field).limit(limit));
  const found = await Promise.all([
    since(source.firestore.collectionGroup('messages'), 'queued_at'),
    since(source.firestore.collectionGroup('numbering'), 'due_at'),
  ]);
  return [...new Set(found.flat().map((doc) => doc.ref.parent.parent?.id ?? ''))];
}
