import {
  collection,
  doc,
  limit,
  onSnapshot,
  orderBy,
  query,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';

import type { Device } from './device.ts';
import type { Chat, Message, View } from './model.ts';

const SHOWN = 30;

/** Keeps a user's view of a chat up to date; `onView` is called with every change. */
export function followChat(
  { uid, firestore }: Device,
  chat_id: string,
  onView: (view: View) => void,
  onError: (error: Error) => void,
): void {
  let view: View = { uid, chat_id, messages: [] };
  const change = (part: Partial<View>): void => onView((view = { ...view, ...part }));

  const messages = collection(firestore, 'chats', chat_id, 'messages');
  // Ordering by number as well would leave out direct writes until they have one.
  const latest = query(messages, orderBy('created', 'desc'), limit(SHOWN));
  onSnapshot(
    latest,
    ({ docs }) => change({ messages: docs.map(messageOf).sort(byCreatedThenNumber) }),
    onError,
  );
  onSnapshot(
    doc(firestore, 'chats', chat_id),
    (snapshot) => change({ chat: snapshot.data() as Chat }),
    onError,
  );
  onSnapshot(
    doc(firestore, 'users-external-event', uid),
    (snapshot) => change({ event: snapshot.data() }),
    onError,
  );
}

function messageOf(snapshot: QueryDocumentSnapshot): Message {
  // A direct write shows at once here, with the server's time as this device guesses it.
  const data = snapshot.data({ serverTimestamps: 'estimate' });
  return { ...(data as Omit<Message, 'message_id'>), message_id: snapshot.id };
}

function byCreatedThenNumber(a: Message, b: Message): number {
  // `valueOf` of a Timestamp is a string made to be compared.
  if (a.created.valueOf() !== b.created.valueOf()) return a.created < b.created ? -1 : 1;
  return (a.message_number ?? Number.MAX_VALUE) - (b.message_number ?? Number.MAX_VALUE);
}
