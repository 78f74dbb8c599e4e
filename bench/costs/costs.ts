import { doc, serverTimestamp, setDoc } from 'firebase/firestore';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import { rulesReads } from '../../testkit/operations/rules-reads.ts';
import { openWorld, type World } from '../../testkit/world.ts';
import { pricePerMillion, type Operations } from './price.ts';

/** What one message of a kind takes, and the list price of a million of them, in US dollars. */
export interface MessageCost extends Operations {
  kind: string;
  dollars_per_million: number;
}

/**
 * Counts what one message takes from its sender to the push to the recipient's one device, at the
 * wire to Firestore. What apps that listen read comes on top: one read each time a document that they
 * listen to changes.
 */
export async function measureCosts(): Promise<MessageCost[]> {
  const world = await openWorld();
  try {
    await Promise.all(['1', '2'].map((uid) => world.addUser(uid)));
    const device = { device_id: 'phone', token: 'phone-2', platform: 'ios' };
    await world.call('2', 'registerDevice', device);
    const { chat_id } = await world.call<{ chat_id: string }>('1', 'createChat', { user_id: '2' });
    return [
      messageCost('by sendMessage', await byCallable(world, chat_id)),
      messageCost('by direct write', await byDirectWrite(world, chat_id)),
    ];
  } finally {
    await world.close();
  }
}

async function byCallable(world: World, chat_id: string): Promise<Operations> {
  const message_id = systemRandom.id();
  const { cost } = await world.measure(async () => {
    await world.call('1', 'sendMessage', { chat_id, message_id, type: 'TEXT', text: 'x' });
    await world.drain();
  });
  const CALL = 1;
  return { ...cost, invocations: cost.invocations + CALL };
}

async function byDirectWrite(world: World, chat_id: string): Promise<Operations> {
  const { firestore } = await world.client('1');
  const ref = doc(firestore, `chats/${chat_id}/messages/${systemRandom.id()}`);
  const message = { from_user: '1', type: 'TEXT', text: 'x', created: serverTimestamp() };
  const readsOfRules = await rulesReads(world.hosts.firestore, world.projectId, () =>
    setDoc(ref, message),
  );
  const { cost } = await world.measure(() => world.drain());
  const CLIENT_WRITE = 1;
  return { ...cost, reads: cost.reads + readsOfRules, writes: cost.writes + CLIENT_WRITE };
}

function messageCost(kind: string, each: Operations): MessageCost {
  return { kind, ...each, dollars_per_million: pricePerMillion(each) };
}
