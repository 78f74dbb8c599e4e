import { collection, doc } from 'firebase/firestore';

import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Presence, Stored, Watcher } from './documents.ts';
import type { Typing } from '../../../functions/src/modules/presence/model.ts';

/** Who is typing, and until when. */
export type TypingSign = Stored<Typing> & { uid: string };

/** The signs of typing in a chat, also those that are over. */
export function followTyping({ db }: Device, chat_id: string, watcher: Watcher<TypingSign[]>) {
  return onSnapshot(
    collection(db, `chats/${chat_id}/typing`),
    ({ docs }) =>
      watcher.show(docs.map((sign) => ({ ...sign.data(), uid: sign.id }) as TypingSign)),
    // It ends with a block, and says no more than that.
    () => watcher.show([]),
  );
}

/** Whether somebody is there; `undefined` where he does not say so. */
export function followPresence(
  { db }: Device,
  uid: string,
  watcher: Watcher<Presence | undefined>,
) {
  return onSnapshot(
    doc(db, `presence/${uid}`),
    (presence) => watcher.show(presence.data() as Presence | undefined),
    () => watcher.show(undefined),
  );
}
