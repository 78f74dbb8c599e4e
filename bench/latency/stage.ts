import { collection, limit, onSnapshot, orderBy, query } from 'firebase/firestore';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { Client } from '../../testkit/client.ts';
import type { Hosts } from '../../testkit/hosts.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { severalAtOnce } from '../several-at-once.ts';
import type { Arrivals } from './arrivals.ts';

/** Two users in a chat, each with an app of its own; the recipient's has registered for pushes. */
export interface Chat {
  chat_id: string;
  sender: Client;
  recipient: Client;
  recipient_uid: string;
}

export const messagesPath = ({ chat_id }: Chat): string => `chats/${chat_id}/messages`;

/** As many as an app shows at first. */
const PAGE = 15;

/** Chats among users of their own, in a project of their own. */
export interface Stage {
  world: World;
  chats: Chat[];
}

/**
 * Makes users, devices and chats by the product's own code, and signs the real client SDK in for
 * each user. Its callables go to `hosts.functions`. To be closed by `world.close()`.
 */
export async function openStage(projectId: string, hosts: Hosts, count: number): Promise<Stage> {
  const world = await openWorld({ projectId, hosts });
  // To the Auth emulator, users who sign in are users of one project, whatever stage they are on.
  const run = systemRandom.id().slice(0, 8);
  const pairs = Array.from({ length: count }, (_, index) => ({
    from: `sender-${run}-${index}`,
    to: `recipient-${run}-${index}`,
  }));
  const openChat = async ({ from, to }: { from: string; to: string }): Promise<Chat> => {
    await Promise.all([world.addUser(from), world.addUser(to)]);
    const device = { device_id: 'phone', token: `${projectId}-${to}`, platform: 'android' };
    await world.call(to, 'registerDevice', device);
    const { chat_id } = await world.call<{ chat_id: string }>(from, 'createChat', { user_id: to });
    const [sender, recipient] = await Promise.all([world.client(from), world.client(to)]);
    return { chat_id, sender, recipient, recipient_uid: to };
  };
  try {
    return { world, chats: await severalAtOnce(pairs, openChat) };
  } catch (error) {
    await world.close();
    throw error;
  }
}

/**
 * Has each recipient listen to the newest of a collection, as an app does that shows a chat, and
 * resolves once all are listening. What comes is noted by document id. Resolves to what ends it.
 */
export async function listen(
  chats: readonly Chat[],
  pathOf: (chat: Chat) => string,
  arrivals: Arrivals,
): Promise<() => void> {
  const stops = await Promise.all(
    chats.map(
      (chat) =>
        new Promise<() => void>((resolve, reject) => {
          const messages = collection(chat.recipient.firestore, pathOf(chat));
          const stop = onSnapshot(
            query(messages, orderBy('created', 'desc'), limit(PAGE)),
            (snapshot) => {
              for (const { type, doc } of snapshot.docChanges()) {
                if (type === 'added') arrivals.arrived(doc.id);
              }
              // The first snapshot may come before `onSnapshot` has answered.
              queueMicrotask(() => resolve(stop));
            },
            (error) => {
              arrivals.giveUp(error);
              reject(error);
            },
          );
        }),
    ),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
