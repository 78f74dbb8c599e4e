import { systemRandom } from '../../functions/src/kernel/random.ts';
import type { Client } from '../../testkit/client.ts';
import type { Hosts } from '../../testkit/hosts.ts';
import { arrangeUsers } from '../../testkit/users.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { severalAtOnce } from '../several-at-once.ts';
import type { LatencyPlan } from './summary.ts';

/** A chat of users of its own, with apps; all but the sender have a device for pushes. */
export interface Chat {
  chat_id: string;
  sender: Client;
  /** Those who listen: the other of a direct chat, some of a group. */
  recipients: { uid: string; app: Client }[];
  /** How many pushes each message makes. */
  devices: number;
}

/** Chats among users of their own, in a project of their own. */
export interface Stage {
  world: World;
  chats: Chat[];
}

/** More apps than that in one process would be what is measured. */
const MOST_APPS = 9;

/**
 * Makes users, devices and chats by the product's own code, and signs the real client SDK in for
 * each user who has an app. Its callables go to `hosts.functions`. To be closed by `world.close()`.
 */
export async function openStage(
  projectId: string,
  hosts: Hosts,
  { chats, members = 2 }: Pick<LatencyPlan, 'chats' | 'members'>,
): Promise<Stage> {
  const world = await openWorld({ projectId, hosts });
  // To the Auth emulator, users who sign in are users of one project, whatever stage they are on.
  const run = systemRandom.id().slice(0, 8);
  const names = Array.from({ length: chats }, (_, index) => `${run}-${index}`);
  try {
    return { world, chats: await severalAtOnce(names, (name) => openChat(world, name, members)) };
  } catch (error) {
    await world.close();
    throw error;
  }
}

async function openChat(world: World, name: string, members: number): Promise<Chat> {
  const sender = `sender-${name}`;
  const others = Array.from({ length: members - 1 }, (_, index) => `recipient-${name}-${index}`);
  const [first = ''] = others;
  const listening = others.slice(0, MOST_APPS);
  await Promise.all([sender, ...listening].map((uid) => world.addUser(uid)));
  if (others.length > listening.length) await arrangeUsers(world, others.slice(MOST_APPS));
  await severalAtOnce(others, (uid) => {
    const device = { device_id: 'phone', token: `${world.projectId}-${uid}`, platform: 'android' };
    return world.call(uid, 'registerDevice', device);
  });
  const { chat_id } = await (members === 2
    ? world.call<{ chat_id: string }>(sender, 'createChat', { user_id: first })
    : world.call<{ chat_id: string }>(sender, 'createGroup', { title: name, user_ids: others }));
  const recipients = listening.map(async (uid) => ({ uid, app: await world.client(uid) }));
  return {
    chat_id,
    sender: await world.client(sender),
    recipients: await Promise.all(recipients),
    devices: others.length,
  };
}
