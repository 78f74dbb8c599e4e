import { doc, serverTimestamp, setDoc } from 'firebase/firestore';

import { systemRandom } from '../../functions/src/kernel/random.ts';
import { rulesReads } from '../../testkit/operations/rules-reads.ts';
import { pricePerMillion, type Operations } from './price.ts';
import { onStage, send, withApps, type ListeningStage, type Stage } from './stage.ts';

/** What one of a kind takes, and the list price of a million of them, in US dollars. */
export interface MessageCost extends Operations {
  kind: string;
  dollars_per_million: number;
  /** What listeners read where everybody in the chat has it open. */
  listener_reads: number;
  /** The price with those. */
  dollars_with_listeners: number;
}

/**
 * Counts what one message takes from its sender to the push to each recipient's one device, at the
 * wire to Firestore, and what the apps' listeners are sent: the sender's, and for each of the others
 * as much as for the one of them who was measured.
 */
export async function measureCosts(): Promise<MessageCost[]> {
  const readsOfRules = await rulesOfDirectWrite();
  const direct = await withApps(2, async (stage) => [
    await measured('direct, by `sendMessage`', stage, byCallable),
    await measured('direct, by direct write', stage, (same) => byDirectWrite(same, readsOfRules)),
  ]);
  const groups: MessageCost[] = [];
  for (const members of [10, 100, 1000]) {
    const kind = `group of ${members.toLocaleString('en-US')}`;
    groups.push(await withApps(members, (stage) => measured(kind, stage, byCallable)));
  }
  return [...direct, ...groups];
}

/** Measures on a stage; `act` answers the operations of the server. */
export async function measured(
  kind: string,
  stage: ListeningStage,
  act: (stage: Stage) => Promise<Operations>,
): Promise<MessageCost> {
  const { apps, members } = stage;
  let each: Operations = { reads: 0, writes: 0, deletes: 0, invocations: 0 };
  let by_sender = 0;
  const by_recipient = await apps.recipient.reads(async () => {
    by_sender = await apps.sender.reads(async () => {
      each = await act(stage);
    });
  });
  const listener_reads = by_sender + (members - 1) * by_recipient;
  return {
    kind,
    ...each,
    dollars_per_million: pricePerMillion(each),
    listener_reads,
    dollars_with_listeners: pricePerMillion({ ...each, reads: each.reads + listener_reads }),
  };
}

async function byCallable(stage: Stage): Promise<Operations> {
  const { world, chat_id } = stage;
  const { cost } = await world.measure(async () => {
    const { message_id } = await send(stage);
    // The events of what tells of the group are left where they are.
    await world.deliver(await world.messageEvent(chat_id, message_id));
  });
  const CALL = 1;
  return { ...cost, invocations: cost.invocations + CALL };
}

async function byDirectWrite(stage: Stage, readsOfRules: number): Promise<Operations> {
  const { world } = stage;
  await writeDirectly(stage);
  // Two changes of a document may reach a listener as one, which is not to be reckoned with.
  await stage.shown();
  const { cost } = await world.measure(() => world.drain());
  const CLIENT_WRITE = 1;
  return { ...cost, reads: cost.reads + readsOfRules, writes: cost.writes + CLIENT_WRITE };
}

/** Measured where nobody listens, as listening is decided by rules too. */
function rulesOfDirectWrite(): Promise<number> {
  return onStage(2, async (stage) => {
    const { world } = stage;
    // Signing in is not part of it.
    await writeDirectly(stage);
    return rulesReads(world.hosts.firestore, world.projectId, () => writeDirectly(stage));
  });
}

async function writeDirectly({ world, chat_id, sender }: Stage): Promise<void> {
  const { firestore } = await world.client(sender);
  const ref = doc(firestore, `chats/${chat_id}/messages/${systemRandom.id()}`);
  await setDoc(ref, { from_user: sender, type: 'TEXT', text: 'x', created: serverTimestamp() });
}
