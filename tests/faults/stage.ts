import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { World } from '../../testkit/world.ts';
import { PEOPLE, type ChatName, type Person } from './history.ts';

/** The people and chats of one history, in documents that no other history touches. */
export interface Stage {
  uid: Record<Person, string>;
  chat: Record<ChatName, string>;
  /** The FCM token of each person's one device. */
  token: Record<Person, string>;
}

const GROUP_STARTS_WITH: readonly Person[] = ['A', 'B', 'C'];

export async function setStage(world: World): Promise<Stage> {
  const run = systemRandom.id();
  const named = (prefix: string) =>
    Object.fromEntries(PEOPLE.map((person) => [person, `${prefix}${run}${person}`])) as Record<
      Person,
      string
    >;
  const [uid, token] = [named(''), named('token-')];
  await Promise.all(PEOPLE.map((person) => addUser(world, uid[person], token[person])));
  const { chat_id: direct } = await world.call<{ chat_id: string }>(uid.A, 'createChat', {
    user_id: uid.B,
  });
  const { chat_id: group } = await world.call<{ chat_id: string }>(uid.A, 'createGroup', {
    title: 'Faults',
    user_ids: GROUP_STARTS_WITH.slice(1).map((person) => uid[person]),
  });
  return { uid, token, chat: { direct, group } };
}

async function addUser(world: World, uid: string, token: string): Promise<void> {
  await world.addUser(uid);
  await world.call(uid, 'registerDevice', { device_id: 'd', token, platform: 'ios' });
}
