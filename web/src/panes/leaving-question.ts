import type { Device } from '../firebase/device.ts';
import { waitingMessages } from '../firebase/offline.ts';
import type { Outbox } from '../firebase/outbox.ts';
import type { Question } from '../ui/dialog.tsx';

/** How many messages of the user's are in this device only; none where that cannot be told. */
export async function countUnsent(device: Device, uid: string, outbox: Outbox): Promise<number> {
  const written = await waitingMessages(device, uid).catch(() => []);
  const unsent = outbox.all().filter(({ state }) => state !== 'taken');
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
