import { systemRandom } from '../../functions/src/kernel/random.ts';
import { arrangeUsers } from '../../testkit/users.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { openApp, type App } from './app.ts';

/** A chat, with two who may have apps; the recipient has a device. */
export interface Stage {
  world: World;
  chat_id: string;
  members: number;
  sender: string;
  recipient: string;
  /** Resolves once the apps that are open show what is there. */
  shown: () => Promise<unknown>;
}

/** A stage on which the apps of the two are open. */
export interface ListeningStage extends Stage {
  apps: { sender: App; recipient: App };
}

/** Plays in a direct chat, or in a group of `members`, in a world of its own. */
export async function onStage<T>(members: number, play: (stage: Stage) => Promise<T>): Promise<T> {
  const world = await openWorld();
  try {
    const [sender, recipient] = ['1', '2'];
    for (const uid of [sender, recipient]) await world.addUser(uid);
    const device = { device_id: 'phone', token: `${world.projectId}-2`, platform: 'ios' };
    await world.call(recipient, 'registerDevice', device);
    const chat_id = await openChat(world, sender, recipient, members);
    return await play({ world, chat_id, members, sender, recipient, shown: async () => {} });
  } finally {
    await world.close();
  }
}

/** {@link onStage} with the apps of the two open. */
export function withApps<T>(
  members: number,
  play: (stage: ListeningStage) => Promise<T>,
): Promise<T> {
  return onStage(members, async (stage) => {
    const { world, chat_id, sender, recipient } = stage;
    const is_direct = members === 2;
    const apps = {
      sender: await openApp(world, sender, chat_id, is_direct ? recipient : undefined),
      recipient: await openApp(world, recipient, chat_id, is_direct ? sender : undefined),
    };
    const shown = () => Promise.all([apps.sender.upToDate(), apps.recipient.upToDate()]);
    const result = await play({ ...stage, apps, shown });
    for (const app of [apps.sender, apps.recipient]) app.stop();
    return result;
  });
}

async function openChat(world: World, sender: string, recipient: string, members: number) {
  if (members === 2) {
    return (await world.call<{ chat_id: string }>(sender, 'createChat', { user_id: recipient }))
      .chat_id;
  }
  // Who has no device costs as much as who has one: a query is billed as one read at least.
  const others = Array.from({ length: members - 2 }, (_, index) => `m${index + 1}`);
  await arrangeUsers(world, others);
  const input = { title: 'Group', user_ids: [recipient, ...others] };
  const { chat_id } = await world.call<{ chat_id: string }>(sender, 'createGroup', input);
  return chat_id;
}

/** Sends a text by callable. */
export function send({ world, chat_id, sender }: Stage) {
  const message_id = systemRandom.id();
  return world.call<{ message_id: string; message_number: number }>(sender, 'sendMessage', {
    ...{ chat_id, message_id, type: 'TEXT', text: 'x' },
  });
}
