import {
  collection,
  limit,
  orderBy,
  query,
  where,
  type QueryConstraint,
  type QueryDocumentSnapshot,
  type Timestamp,
} from 'firebase/firestore';

import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Message, Watcher } from './documents.ts';

/** Which messages of a chat. */
export interface Window {
  chat_id: string;
  count: number;
  /** In a group whose newcomers are not to see what was before: when this user joined. */
  joined?: Timestamp | undefined;
}

// docs: listen
/** The latest messages of a chat, oldest first, those that still wait in this device included. */
export function followMessages(
  { db }: Device,
  { chat_id, count, joined }: Window,
  { show, fail }: Watcher<Message[]>,
) {
  const seen: QueryConstraint[] = joined ? [where('created', '>', joined)] : [];
  const latest = query(
    collection(db, `chats/${chat_id}/messages`),
    ...seen,
    orderBy('created', 'desc'),
    limit(count),
  );
  return onSnapshot(
    latest,
    // So that what waits is told from what has arrived.
    { includeMetadataChanges: true },
    ({ docs }) => show(docs.map(messageOf).sort(asShown)),
    fail,
  );
}

function messageOf(found: QueryDocumentSnapshot): Message {
  const fields = found.data({ serverTimestamps: 'estimate' }) as Message;
  return { ...fields, message_id: found.id, pending: found.metadata.hasPendingWrites };
}

/** By `created`, then by number; what has no number yet comes last of its moment. */
export function asShown(a: Message, b: Message): number {
  const [left, right] = [a.created.valueOf(), b.created.valueOf()];
  if (left !== right) return left < right ? -1 : 1;
  return (a.message_number ?? Infinity) - (b.message_number ?? Infinity) || 0;
}
// end of docs: listen
