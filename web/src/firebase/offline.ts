import type { FirebaseApp } from 'firebase/app';
import {
  clearIndexedDbPersistence,
  collectionGroup,
  doc,
  getDocFromCache,
  getDocsFromCache,
  initializeFirestore,
  persistentLocalCache,
  persistentSingleTabManager,
  query,
  terminate,
  waitForPendingWrites,
  where,
  type Firestore,
  type QueryDocumentSnapshot,
} from 'firebase/firestore';

import type { Device } from './device.ts';
import { sendText, type Outgoing } from './send.ts';
import { dropWritten, writtenAt } from './written.ts';

// docs: offline
/**
 * What is written waits on the disk, and what was read is there at once, also after a reload. Where the
 * browser has no IndexedDB, the SDK keeps both in memory.
 */
export function openFirestore(app: FirebaseApp): Firestore {
  // Nobody else has this database: not another tab, and not the page before a reload, any more.
  const tabManager = persistentSingleTabManager({ forceOwnership: true });
  return initializeFirestore(app, { localCache: persistentLocalCache({ tabManager }) });
}

/** Leaves nothing of a user on the disk, what still waits included: for when he signs out. */
export async function forgetFirestore(db: Firestore): Promise<void> {
  await terminate(db);
  await clearIndexedDbPersistence(db);
}

/** The user's messages that wait in this device, in the order in which they were written. */
export async function waitingMessages(device: Device, uid: string): Promise<Outgoing[]> {
  const own = query(collectionGroup(device.db, 'messages'), where('from_user', '==', uid));
  const { docs } = await getDocsFromCache(own);
  const timeOf = ({ id }: QueryDocumentSnapshot) => writtenAt(device, id)?.toMillis() ?? 0;
  return docs
    .filter(({ metadata }) => metadata.hasPendingWrites)
    .sort((a, b) => timeOf(a) - timeOf(b))
    .map((message) => ({
      chat_id: message.ref.parent.parent?.id ?? '',
      message_id: message.id,
      text: message.get('text') as string,
      reply_to: message.get('reference_id') as string | undefined,
    }));
}

/** Who is told what became of a message that waited. */
export interface Told {
  taken: (message: Outgoing) => void;
  refused: (message: Outgoing, why: unknown) => void;
}

/**
 * Sees to what was written before the app was started: whoever wrote it is not there to be told that it
 * was denied. To be called once somebody is signed in; resolves when nothing of it waits any more.
 */
export async function followUp(
  device: Device,
  uid: string,
  waiting: readonly Outgoing[],
  { taken, refused }: Told,
): Promise<void> {
  if (waiting.length === 0) return;
  await waitForPendingWrites(device.db);
  for (const message of waiting) {
    const place = doc(device.db, `chats/${message.chat_id}/messages/${message.message_id}`);
    dropWritten(device, message.message_id);
    try {
      // What was denied is gone from the cache, which throws then; the function says why.
      const found = await getDocFromCache(place).catch(() => undefined);
      if (found?.exists() !== true) await sendText(device, uid, message);
      taken(message);
    } catch (error) {
      refused(message, error);
    }
  }
}
// end of docs: offline
