import { collection, limit, onSnapshot, orderBy, query, type Firestore } from 'firebase/firestore';

import type { Arrivals } from './arrivals.ts';
import type { Chat } from './stage.ts';

/** As many as an app shows at first. */
const PAGE = 15;

export const messagesPath = ({ chat_id }: Chat): string => `chats/${chat_id}/messages`;

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
    chats.flatMap((chat) =>
      chat.recipients.map(({ app }) => listenTo(app.firestore, pathOf(chat), arrivals)),
    ),
  );
  return () => {
    for (const stop of stops) stop();
  };
}

function listenTo(db: Firestore, path: string, arrivals: Arrivals): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const newest = query(collection(db, path), orderBy('created', 'desc'), limit(PAGE));
    const stop = onSnapshot(
      newest,
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
  });
}
