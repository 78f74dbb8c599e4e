import {
  collection,
  doc,
  limit,
  onSnapshot,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';

import type { Device } from './device.ts';
import type { Chat, ExternalEvent, Message, View } from './model.ts';

const SHOWN = 30;

/** Keeps a user's view of a chat up to date; `onView` is called with every change. */
export function follow(
  { uid, firestore }: Device,
  chat_id: string,
  onView: (view: View) => void,
  onError: (error: Error) => void,
): void {
  let view: View = { uid, chat_id, messages: [], chat: undefined, event: {} };
  const change = (part: Partial<View>): void => onView((view = { ...view, ...part }));

  // Ordering by number as well would leave out direct writes until they have one.
  const latest = query(
    collection(firestore, 'chats', chat_id, 'messages'),
    orderBy('created', 'desc'),
    limit(SHOWN),
  );
  onSnapshot(
    latest,
    // The tick of a pending write turns with a change of metadata only.
    { includeMetadataChanges: true },
    ({ docs }) => change({ messages: docs.map(messageOf).sort(byCreatedThenNumber) }),
    onError,
  );
  onSnapshot(
    doc(firestore, 'chats', chat_id),
    (snapshot) => change({ chat: snapshot.data() as Chat | undefined }),
    onError,
  );
  onSnapshot(
    doc(firestore, 'users-external-event', uid),
    (snapshot) => change({ event: (snapshot.data() ?? {}) as ExternalEvent }),
    onError,
  );
}

/** Which door a message takes: our callable, or a write of one's own to Firestore. */
export type Door = 'callable' | 'direct';

/** Sends a text; resolves when Firestore has it, numbered or not. */
export async function sendText(
  { uid, firestore, call }: Device,
  chat_id: string,
  message_id: string,
  text: string,
  door: Door,
): Promise<void> {
  if (door === 'callable') {
    await call('sendMessage', { chat_id, message_id, type: 'TEXT', text });
    return;
  }
  // The rules take exactly these fields, and no other time than the server's.
  const message = { from_user: uid, type: 'TEXT', text, created: serverTimestamp() };
  await setDoc(doc(firestore, 'chats', chat_id, 'messages', message_id), message);
}

function messageOf(snapshot: QueryDocumentSnapshot): Message {
  // A write of one's own shows at once, with the server's time as this device guesses it.
  const data = snapshot.data({ serverTimestamps: 'estimate' }) as Omit<
    Message,
    'message_id' | 'pending'
  >;
  return { ...data, message_id: snapshot.id, pending: snapshot.metadata.hasPendingWrites };
}

function byCreatedThenNumber(a: Message, b: Message): number {
  const byTime = a.created.toMillis() - b.created.toMillis();
  return byTime || (a.message_number ?? Infinity) - (b.message_number ?? Infinity) || 0;
}
