import type { Device } from '../firebase/device.ts';
import type { Chat } from '../firebase/documents.ts';
import { waitingMessages } from '../firebase/offline.ts';
import type { Outbox, Unsent } from '../firebase/outbox.ts';
import type { Question } from '../ui/dialog.tsx';

/** A user's messages, where he is and what of him waits there. */
export interface Leaving {
  device: Device;
  uid: string;
  outbox: Outbox;
  chats: readonly Chat[] | undefined;
}

/**
 * How many messages of the user's are in this device only; none where that cannot be told. What was refused in
 * a chat that he is in no longer is of no use to him.
 */
export async function countUnsent({ device, uid, outbox, chats }: Leaving): Promise<number> {
  const written = await waitingMessages(device, uid).catch(() => []);
  const isUseful = ({ state, chat_id }: Unsent): boolean =>
    state === 'waiting' ||
    (state === 'refused' && chats?.some((chat) => chat.chat_id === chat_id) !== false);
  const unsent = outbox.all().filter(isUseful);
  return new Set([...written, ...unsent].map(({ message_id }) => message_id)).size;
}

/** Asks whoever signs out while messages of his wait in this device. */
export function leavingQuestion(waiting: number, act: () => void): Question {
  const what = waiting === 1 ? 'A message waits' : `${waiting} messages wait`;
  return {
    title: 'Sign out?',
    text: `${what} to be sent, and would be lost with signing out.`,
    action: 'Sign out anyway',
    act,
    stay: 'Stay',
  };
}
