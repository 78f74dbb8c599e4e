import { collection, query, where } from 'firebase/firestore';

import type { Contact as StoredContact } from '../../../functions/src/modules/contacts/model.ts';
import type { FriendRequest as StoredRequest } from '../../../functions/src/modules/friends/model.ts';
import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Stored, Watcher } from './documents.ts';

export type Contact = Stored<StoredContact>;
export type FriendRequest = Stored<StoredRequest>;

/** Which of a user's requests: what others have asked him, or he them. */
export interface Requests {
  side: 'to_user' | 'from_user';
  uid: string;
}

export function followContacts({ db }: Device, uid: string, { show, fail }: Watcher<Contact[]>) {
  return onSnapshot(
    collection(db, `users/${uid}/contacts`),
    ({ docs }) => show(docs.map((contact) => contact.data() as Contact)),
    fail,
  );
}

/** The requests that wait for an answer. */
export function followRequests(
  { db }: Device,
  { side, uid }: Requests,
  { show, fail }: Watcher<FriendRequest[]>,
) {
  const waiting = query(
    collection(db, 'friend-requests'),
    where(side, '==', uid),
    where('state', '==', 'PENDING'),
  );
  return onSnapshot(
    waiting,
    ({ docs }) => show(docs.map((request) => request.data() as FriendRequest)),
    fail,
  );
}
