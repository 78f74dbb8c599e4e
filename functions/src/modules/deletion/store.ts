import type { Query } from 'firebase-admin/firestore';

import type { Instant } from '../../kernel/instant.ts';
import { decode, encode } from '../../store/codec.ts';
import type { Database } from '../../store/database.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Deletion } from './model.ts';

function deletionRef(source: Reader, uid: string) {
  return source.firestore.collection('deletions').doc(uid);
}

/** One read. */
export function readDeletion(source: Reader, uid: string): Promise<Deletion | undefined> {
  return source.get<Deletion>(deletionRef(source, uid));
}

/** One write. */
export function putDeletion(tx: Tx, uid: string, deletion: Deletion): void {
  tx.merge(deletionRef(tx, uid), deletion);
}

/** One delete. */
export function dropDeletion(tx: Tx, uid: string): void {
  tx.delete(deletionRef(tx, uid));
}

/** Those that stand still, or whose second round is due, the longest first. One read each, at least one. */
export async function listDueDeletions(
  source: QueryReader,
  now: Instant,
  limit: number,
): Promise<{ uid: string; deletion: Deletion }[]> {
  const due = source.firestore
    .collection('deletions')
    .where('due_at', '<=', encode(now))
    .orderBy('due_at')
    .limit(limit);
  const found = await source.find(due);
  return found.map((doc) => ({ uid: doc.id, deletion: decode(doc.data()) as Deletion }));
}

/** How many documents go in one commit. */
const AT_ONCE = 200;

/** Whether there may be more of what was to be deleted. */
export type More = Promise<boolean>;

/** Some of what a query finds goes: 1 read and 1 delete each, at least 1 read. */
function deleteSome(db: Database, query: Query): More {
  return db.transact(async (tx) => {
    const found = await tx.find(query.limit(AT_ONCE));
    for (const doc of found) tx.delete(doc.ref);
    return found.length === AT_ONCE;
  });
}

/** What lies beneath a user's document, whatever it is: devices, contacts, feed and all that is to come. */
export async function deleteBeneath(db: Database, uid: string): More {
  for (const beneath of await db.firestore.collection('users').doc(uid).listCollections()) {
    if (await deleteSome(db, beneath)) return true;
  }
  return false;
}

/** Mails to an address that were not sent yet, or not long ago. */
export function deleteMailsTo(db: Database, address: string): More {
  return deleteSome(db, db.firestore.collection('mail').where('to', '==', address));
}

/** Mails to others that tell of what he did. */
export function deleteMailsAbout(db: Database, uid: string): More {
  return deleteSome(db, db.firestore.collection('mail').where('actor', '==', uid));
}

/** Codes that were sent to a number. */
export function deleteChallengesOf(db: Database, phone: string): More {
  return deleteSome(db, db.firestore.collection('phone-challenges').where('phone', '==', phone));
}

/** That others have him in their contact books. */
export function deleteContactsNaming(db: Database, uid: string): More {
  return deleteSome(db, db.firestore.collectionGroup('contacts').where('user_id', '==', uid));
}

/** A job has some tens of chunks at most, and a user some jobs. */
const JOBS_AT_ONCE = 5;

/** Address books of his that are being looked through, or were. */
export function deleteUploads(db: Database, uid: string): More {
  return db.transact(async (tx) => {
    const uploads = db.firestore.collection('contact-uploads').where('uid', '==', uid);
    const jobs = await tx.find(uploads.limit(JOBS_AT_ONCE));
    const chunks = await Promise.all(
      jobs.map(({ id }) => tx.find(db.firestore.collection(`contact-uploads/${id}/chunks`))),
    );
    for (const { ref } of [...chunks.flat(), ...jobs]) tx.delete(ref);
    return jobs.length === JOBS_AT_ONCE;
  });
}

/** Whom he waits for, of his address books. */
export function deleteAwaitedBy(db: Database, uid: string): More {
  return deleteSome(db, db.firestore.collection('awaited').where('uid', '==', uid));
}

/** Friend requests of his, or to him. */
export function deleteRequests(db: Database, uid: string, side: 'from_user' | 'to_user'): More {
  return deleteSome(db, db.firestore.collection('friend-requests').where(side, '==', uid));
}
