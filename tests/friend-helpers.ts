import type { Notification } from '../functions/src/modules/notifications/model.ts';
import type { FriendRequest } from '../functions/src/modules/friends/model.ts';
import { decode } from '../functions/src/store/codec.ts';
import type { World } from '../testkit/world.ts';

/** Two users who have never met, `a…` and `b…`, and what they do. */
export interface Pair {
  a: string;
  b: string;
  ask: (by: string, user_id: string) => Promise<string>;
  answer: (by: string, user_id: string, accept: boolean) => Promise<string>;
  cancel: (by: string, user_id: string) => Promise<string>;
  request: (from: string, to: string) => Promise<FriendRequest | undefined>;
  /** The uids in somebody's contact book. */
  book: (uid: string) => Promise<string[]>;
}

export async function openPair(world: World, index: number): Promise<Pair> {
  const [a, b] = [`a${index}`, `b${index}`];
  await world.addUser(a, { displayName: `Ada ${index}` });
  await world.addUser(b, { displayName: `Ben ${index}` });
  const stateOf = async (answered: Promise<{ state: string }>) => (await answered).state;
  return {
    a,
    b,
    ask: (by, user_id) => stateOf(world.call(by, 'sendFriendRequest', { user_id })),
    answer: (by, user_id, accept) =>
      stateOf(world.call(by, 'answerFriendRequest', { user_id, accept })),
    cancel: (by, user_id) => stateOf(world.call(by, 'cancelFriendRequest', { user_id })),
    request: async (from, to) =>
      (await world.read(`friend-requests/${from}_${to}`)) as FriendRequest | undefined,
    book: async (uid) =>
      (await world.admin.collection(`users/${uid}/contacts`).get()).docs.map(({ id }) => id),
  };
}

/** A user's feed past the functions, the oldest first. */
export async function feedOf(
  world: World,
  uid: string,
  place: 'notifications' | 'unlisted-notifications' = 'notifications',
): Promise<(Notification & { id: string })[]> {
  const found = await world.admin.collection(`users/${uid}/${place}`).orderBy('created').get();
  return found.docs.map((doc) => ({ ...(decode(doc.data()) as Notification), id: doc.id }));
}
