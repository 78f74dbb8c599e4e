import { FieldPath } from 'firebase-admin/firestore';
import type { Query } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import type { TimePosition } from '../../kernel/time-cursor.ts';
import { decode, encode } from '../../store/codec.ts';
import type { Database } from '../../store/database.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import { NOTIFICATION_SECONDS, type Notification, type NotificationDelivery } from './model.ts';

/** Which of the two collections: what its user sees, or what only goes out. */
export type Place = 'feed' | 'unlisted';

function entryRef(source: Reader, place: Place, uid: string, id: string) {
  return place === 'feed'
    ? source.firestore.doc(`users/${uid}/notifications/${id}`)
    : source.firestore.doc(`users/${uid}/unlisted-notifications/${id}`);
}

/** An entry with its id. */
export interface KnownNotification {
  id: string;
  entry: Notification;
}

/** One read. */
export function readNotification(
  source: Reader,
  place: Place,
  uid: string,
  id: string,
): Promise<Notification | undefined> {
  return source.get<Notification>(entryRef(source, place, uid, id));
}

/** Those of some entries of a feed that exist. One read each, in one round trip. */
export async function readNotifications(
  source: Reader,
  uid: string,
  ids: readonly string[],
): Promise<KnownNotification[]> {
  const found = await source.getAll(ids.map((id) => entryRef(source, 'feed', uid, id)));
  return ids.flatMap((id, index) => {
    const entry = found[index] as Notification | undefined;
    return entry === undefined ? [] : [{ id, entry }];
  });
}

/** One write. */
export function putNotification(
  tx: Tx,
  place: Place,
  uid: string,
  id: string,
  entry: Notification,
): void {
  tx.merge(entryRef(tx, place, uid, id), entry);
}

/** One write; the entry must exist. */
export function setRead(tx: Tx, uid: string, id: string): void {
  tx.update(entryRef(tx, 'feed', uid, id), { read: true });
}

/** One write: read, as what the entry tells of is over; it must exist. */
export function setSettled(tx: Tx, uid: string, id: string): void {
  tx.update(entryRef(tx, 'feed', uid, id), { read: true, settled: true });
}

/** One write: the reverse. */
export function setReopened(tx: Tx, uid: string, id: string): void {
  tx.update(entryRef(tx, 'feed', uid, id), { read: false, settled: REMOVED });
}

/** One write: what an entry of a feed says; it must exist. */
export function updateNotification(
  tx: Tx,
  uid: string,
  id: string,
  change: Partial<Notification>,
): void {
  tx.update(entryRef(tx, 'feed', uid, id), change);
}

/** One write; the entry must exist. */
export function setDelivery(
  tx: Tx,
  place: Place,
  uid: string,
  id: string,
  delivery: Partial<NotificationDelivery>,
): void {
  tx.update(entryRef(tx, place, uid, id), { delivery });
}

/**
 * What is in a feed at `now`: an entry expires so long after it was made, so the time that lists are ordered
 * by says which are gone.
 */
function entriesOf(source: Reader, uid: string, now: Instant, unread_only: boolean): Query {
  const all = source.firestore.collection(`users/${uid}/notifications`);
  const entries = unread_only ? all.where('read', '==', false) : all;
  return entries.where('created', '>', encode(now.plusSeconds(-NOTIFICATION_SECONDS)));
}

/** A user's entries that have not expired, the newest first. One read each, at least one. */
export async function listNotificationsOf(
  source: QueryReader,
  uid: string,
  now: Instant,
  { unread_only, limit, after }: { unread_only: boolean; limit: number; after?: TimePosition },
): Promise<KnownNotification[]> {
  const all = entriesOf(source, uid, now, unread_only)
    .orderBy('created', 'desc')
    .orderBy(FieldPath.documentId(), 'desc')
    .limit(limit);
  const query = after === undefined ? all : all.startAfter(encode(after.time), after.id);
  const found = await source.find(query);
  return found.map((doc) => ({ id: doc.id, entry: decode(doc.data()) as Notification }));
}

/** How many entries change in one commit. */
const AT_ONCE = 100;

/** What entries say with the actors they have then; `undefined` where that stays. */
export type Reword = (
  entries: readonly Notification[],
) => Promise<({ title: string; body: string } | undefined)[]>;

/**
 * Takes somebody out of the entries of others that he caused: those that only he did go, the others count
 * and name him no more, whether they are read or not. Answers whether there may be more.
 *
 * Costs 1 read and 1 write or delete for each, at least 1 read, and what `reword` does for those that stay.
 */
export function forgetActor(
  db: Database,
  place: Place,
  uid: string,
  reword: Reword,
): Promise<boolean> {
  const entries =
    place === 'feed'
      ? db.firestore.collectionGroup('notifications')
      : db.firestore.collectionGroup('unlisted-notifications');
  return db.transact(async (tx) => {
    const query = entries.where('actors', 'array-contains', uid).limit(AT_ONCE);
    const found = (await tx.find(query)).map((doc) => {
      const { ref } = doc;
      const entry = decode(doc.data()) as Notification;
      return { ref, entry: { ...entry, actors: entry.actors.filter((actor) => actor !== uid) } };
    });
    const left = found.filter(({ entry }) => entry.actors.length > 0);
    const words = await reword(left.map(({ entry }) => entry));
    for (const { ref, entry } of found) if (entry.actors.length === 0) tx.delete(ref);
    for (const [index, { ref, entry }] of left.entries()) {
      const { actors } = entry;
      tx.update(ref, { ...words[index], actors, actor: actors.at(-1) ?? null });
    }
    return found.length === AT_ONCE;
  });
}

/** How many of a user's entries are unread, up to `limit`: one read for each thousand, at least one. */
export function countUnread(
  source: QueryReader,
  uid: string,
  now: Instant,
  limit: number,
): Promise<number> {
  // In the order of the lists, so that one index serves both.
  return source.count(entriesOf(source, uid, now, true).orderBy('created', 'desc').limit(limit));
}
