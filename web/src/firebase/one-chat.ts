import { collection, doc } from 'firebase/firestore';

import { onSnapshot } from './counted.ts';
import type { Device } from './device.ts';
import type { Chat, Member, Watcher } from './documents.ts';
import { followList } from './list.ts';

/** One chat, also one that is not among the latest. */
export function followChat({ db }: Device, chat_id: string, { show, fail }: Watcher<Chat>) {
  return onSnapshot(
    doc(db, `chats/${chat_id}`),
    (chat) => chat.exists() && show({ ...chat.data(), chat_id } as Chat),
    fail,
  );
}

/** The members of a group, and how far each has read. */
export function followMembers({ db }: Device, chat_id: string, watcher: Watcher<Member[]>) {
  return followList(
    collection(db, `chats/${chat_id}/members`),
    (member) => ({ ...member.data(), uid: member.id }) as Member,
    watcher,
  );
}

/** One member of a group, as which anybody sees himself. */
export function followMember(
  { db }: Device,
  { chat_id, uid }: { chat_id: string; uid: string },
  { show, fail }: Watcher<Member>,
) {
  return onSnapshot(
    doc(db, `chats/${chat_id}/members/${uid}`),
    (member) => member.exists() && show({ ...member.data(), uid } as Member),
    fail,
  );
}
