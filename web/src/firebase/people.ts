import { collection, query, where } from 'firebase/firestore';

import type { Contact as StoredContact } from '../../../functions/src/modules/contacts/model.ts';
import type { FriendRequest as StoredRequest } from '../../../functions/src/modules/friends/model.ts';
import type { Device } from './device.ts';
import type { Stored, Watcher } from './documents.ts';
import { followList } from './list.ts';

export type Contact = Stored<StoredContact>;
export type FriendRequest = Stored<StoredRequest>;

/** Which of a user's requests: what others have asked him, or he them. */
export interface Requests {
  side: 'to_user' | 'from_user';
  uid: string;
}

export function followContacts({ db }: Device, uid: string, watcher: Watcher<Contact[]>) {
  const contacts = collection(db, `users/${uid}/contacts`);
  return followList(contacts, (contact) => contact.data() as Contact, watcher);
}

/** The requests that wait for an answer. */
export function followRequests(
  { db }: Device,
  { side, uid }: Requests,
  watcher: Watcher<FriendRequest[]>,
) {
  const waiting = query(
    collection(db, 'friend-requests'),
    where(side, '==', uid),
    where('state', '==', 'PENDING'),
  );
  return followList(waiting, (request) => request.data() as FriendRequest, watcher);
}
