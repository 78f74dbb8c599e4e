import type { CreatedEvent } from '../../testkit/events.ts';
import type { World } from '../../testkit/world.ts';
import { deliver } from './deliver.ts';
import { dying } from './dying.ts';
import type { History } from './history.ts';
import { emptyLog, type Log } from './log.ts';
import type { Stage } from './stage.ts';
import { take, type Player } from './steps.ts';

/** Plays a history to its end, with every event delivered at least once. */
export async function play(world: World, stage: Stage, history: History): Promise<Log> {
  const player: Player = { world, stage, log: emptyLog(), events: [] };
  for (const { steps, crash } of history.turns) {
    if (crash) world.crash(dying(crash));
    await Promise.all(steps.map((step) => take(player, step)));
    world.crash(undefined);
    await collectEvents(player);
  }
  await deliverAll(player, history);
  // What a busy group has put off.
  await world.drain();
  // All attempts are over.
  for (const seconds of [61, 901, 61]) await take(player, { kind: 'later', seconds });
  return player.log;
}

/** Takes the events of what was created, before anything else changes it. */
async function collectEvents({ world, stage, events }: Player): Promise<void> {
  const known = new Set(events.map(({ document }) => document));
  for (const chat_id of Object.values(stage.chat)) {
    const { docs } = await world.admin.collection(`chats/${chat_id}/messages`).get();
    for (const { ref } of docs) {
      if (known.has(ref.path)) continue;
      events.push(await world.messageEvent(chat_id, ref.id));
    }
  }
  for (const uid of Object.values(stage.uid)) {
    const { docs } = await world.admin.collection(`users/${uid}/notifications`).get();
    for (const { ref } of docs) {
      if (!known.has(ref.path)) events.push(await world.notificationEvent(uid, ref.id));
    }
  }
}

async function deliverAll(player: Player, history: History): Promise<void> {
  const { deliveries, at_once, crashes, order } = history;
  const due = player.events.flatMap((event, index) =>
    Array<CreatedEvent>(deliveries[index % deliveries.length] ?? 1).fill(event),
  );
  for (const [index, together] of inRuns(order.shuffle(due), at_once).entries()) {
    const crash = crashes[index % crashes.length];
    if (crash) {
      player.log.pushes_may_be_lost = true;
      player.world.crash(dying(crash));
    }
    await Promise.all(together.map((event) => deliver(player, event)));
    player.world.crash(undefined);
  }
}

/** The items in runs of the lengths given, which are repeated as needed. */
function inRuns<T>(items: readonly T[], lengths: readonly number[]): T[][] {
  const runs: T[][] = [];
  let taken = 0;
  while (taken < items.length) {
    const length = lengths[runs.length % lengths.length] ?? 1;
    runs.push(items.slice(taken, taken + length));
    taken += length;
  }
  return runs;
}
