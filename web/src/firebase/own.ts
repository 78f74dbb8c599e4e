import { collection, doc, limit, orderBy, query } from 'firebase/firestore';

import type { Notification as StoredNotification } from '../../../functions/src/modules/notifications/model.ts';
import type { PrivateAccount } from '../../../functions/src/modules/users/model.ts';
import { onSnapshot, updateDoc } from './counted.ts';
import type { Device } from './device.ts';
import type { Event, Stored, Watcher } from './documents.ts';
import { followList } from './list.ts';

/** An entry of one's own feed. */
export type FeedEntry = Stored<StoredNotification> & { id: string };
export type Account = Stored<PrivateAccount>;

/** The flags that the user lowers himself. */
export type Flag = keyof Pick<
  Event,
  'notify_new_message' | 'notify_friend_request' | 'notify_notification'
>;

const SHOWN = 30;

export function followFeed({ db }: Device, uid: string, watcher: Watcher<FeedEntry[]>) {
  const latest = query(
    collection(db, `users/${uid}/notifications`),
    orderBy('created', 'desc'),
    limit(SHOWN),
  );
  return followList(latest, (entry) => ({ ...entry.data(), id: entry.id }) as FeedEntry, watcher);
}

export function followAccount({ db }: Device, uid: string, { show, fail }: Watcher<Account>) {
  const account = doc(db, `users/${uid}/private/account`);
  return onSnapshot(account, (found) => found.exists() && show(found.data() as Account), fail);
}

/** The ids of those whom the user has blocked. */
export function followBlocks({ db }: Device, uid: string, watcher: Watcher<string[]>) {
  return followList(collection(db, `users/${uid}/blocks`), ({ id }) => id, watcher);
}

export function markEntryRead({ db }: Device, uid: string, id: string): Promise<void> {
  return updateDoc(doc(db, `users/${uid}/notifications/${id}`), { read: true });
}

// docs: flags
/** Says that the user has seen that there is something new; it changes no count. */
export function lowerFlag({ db }: Device, uid: string, flag: Flag): Promise<void> {
  return updateDoc(doc(db, `users-external-event/${uid}`), { [flag]: false });
}
// end of docs: flags
