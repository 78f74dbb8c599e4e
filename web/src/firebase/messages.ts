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

import type { Device } from './device.ts';
import type { Message, Watcher } from './documents.ts';
import { followList } from './list.ts';
import { writtenAt } from './written.ts';

/** Which messages of a chat. */
export interface Window {
  chat_id: string;
  count: number;
  /** In a group whose newcomers are not to see what was before: when this user joined. */
  joined?: Timestamp | undefined;
}

/** What is known of a window: its messages, and whether the server has said so. */
export interface Page {
  messages: Message[];
  /** How many were asked for. */
  count: number;
  fromCache: boolean;
}

// docs: listen
/** The latest messages of a chat, oldest first, those that still wait in this device included. */
export function followMessages(
  device: Device,
  { chat_id, count, joined }: Window,
  { show, fail }: Watcher<Page>,
) {
  const seen: QueryConstraint[] = joined ? [where('created', '>', joined)] : [];
  const latest = query(
    collection(device.db, `chats/${chat_id}/messages`),
    ...seen,
    orderBy('created', 'desc'),
    limit(count),
  );
  const sorted = (found: Message[], fromCache: boolean): void =>
    show({ messages: found.sort(asShown), count, fromCache });
  return followList(latest, (found) => messageOf(device, found), { show: sorted, fail });
}

function messageOf(device: Device, found: QueryDocumentSnapshot): Message {
  const fields = found.data({ serverTimestamps: 'estimate' }) as Message;
  const message = { ...fields, message_id: found.id, pending: found.metadata.hasPendingWrites };
  if (!message.pending) return message;
  return { ...message, created: writtenAt(device, found.id) ?? message.created };
}

/**
 * By `created`, then by number; what has no number yet comes last of its moment. What waits comes after
 * all that has arrived, as it will when it arrives.
 */
export function asShown(a: Message, b: Message): number {
  if (a.pending !== b.pending) return a.pending ? 1 : -1;
  const [left, right] = [a.created.valueOf(), b.created.valueOf()];
  if (left !== right) return left < right ? -1 : 1;
  return (a.message_number ?? Infinity) - (b.message_number ?? Infinity) || 0;
}
// end of docs: listen
