import { retryPushes } from '../../functions/src/modules/delivery/retry-pushes.ts';
import { measured, type MessageCost } from './costs.ts';
import type { Operations } from './price.ts';
import { send, withApps, type Stage } from './stage.ts';

const MINUTE = 60;

/** What goes on beside a message, each by itself: receipts, further pushes, typing, presence. */
export async function measureBeside(): Promise<MessageCost[]> {
  const costs: MessageCost[] = [];
  await withApps(2, async (stage) => {
    const add = async (kind: string, act: () => Promise<Operations>) => {
      costs.push(await measured(kind, stage, act));
    };
    const { world, recipient, sender, chat_id } = stage;
    await add('`markDelivered`', await reportOf(stage, 'markDelivered'));
    await add('`markRead`', await reportOf(stage, 'markRead'));
    await send(stage);
    await world.drain();
    await add('`retryPushes`, one further attempt', async () => {
      world.clock.advance(MINUTE);
      return (await world.measure(() => world.runSchedule(retryPushes))).cost;
    });
    // Only the first state of a user writes his event document.
    await world.call(recipient, 'setPresence', { state: 'away' });
    // A call a minute later pulls which tokens are void.
    await world.call(sender, 'listSessions');
    const typing = { chat_id, typing: true };
    await add('`setTyping`', () => call(stage, () => world.call(sender, 'setTyping', typing)));
    const online = { state: 'online' };
    await add('`setPresence`', () =>
      call(stage, () => world.call(recipient, 'setPresence', online)),
    );
  });
  await withApps(10, async (stage) => {
    for (const name of ['markDelivered', 'markRead'] as const) {
      const report = await reportOf(stage, name);
      costs.push(await measured(`\`${name}\` in a group`, { ...stage, members: 2 }, report));
    }
  });
  return costs;
}

/** The recipient's report of a message that has reached him. */
async function reportOf(stage: Stage, name: 'markDelivered' | 'markRead') {
  const { world, chat_id, recipient } = stage;
  const { message_number } = await send(stage);
  await world.drain();
  return () => call(stage, () => world.call(recipient, name, { chat_id, message_number }));
}

async function call({ world }: Stage, act: () => Promise<unknown>): Promise<Operations> {
  const { cost } = await world.measure(act);
  const CALL = 1;
  return { ...cost, invocations: cost.invocations + CALL };
}
