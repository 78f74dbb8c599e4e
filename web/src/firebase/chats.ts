import { collection, doc, limit, orderBy, query, where } from 'firebase/firestore';

import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Chat, Event, Watcher } from './documents.ts';
import { followList } from './list.ts';

const SHOWN = 50;

// docs: chats
/** The chats of a user, the latest first. */
export function followChats({ db }: Device, uid: string, watcher: Watcher<Chat[]>) {
  const mine = query(
    collection(db, 'chats'),
    where('members', 'array-contains', uid),
    orderBy('last_message_timestamp', 'desc'),
    limit(SHOWN),
  );
  return followList(mine, (chat) => ({ ...chat.data(), chat_id: chat.id }) as Chat, watcher);
}

/**
 * Unread counts, flags and what else of his own the user is to see: the one document to listen to. It goes
 * with his account.
 */
export function followEvent(
  { db }: Device,
  uid: string,
  { show, fail }: Watcher<Event | undefined>,
) {
  const mine = doc(db, `users-external-event/${uid}`);
  return onSnapshot(mine, (event) => show(event.data() as Event | undefined), fail);
}

/** The number on the app's icon. */
export function badgeOf({ unread }: Event): number {
  return Object.values(unread).reduce((sum, count) => sum + count, 0);
}
// end of docs: chats
