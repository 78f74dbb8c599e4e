import { openWorld, type World } from '../../testkit/world.ts';
import { historyOf } from './history.ts';
import { assertAtRest } from './oracle.ts';
import { play } from './play.ts';
import { setStage } from './stage.ts';

const HISTORIES = Number(process.env['FAULT_HISTORIES'] ?? 50);
/** A failing seed, to be played again. */
const SEED = process.env['FAULT_SEED'];

/**
 * Random histories of two chats, in which processes die between any two operations and events come
 * one to three times in any order. `npm run test:faults` plays a thousand of them.
 */
describe('whatever fails, whenever', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const first = SEED === undefined ? Math.floor(Date.now() / 1000) % 1_000_000_000 : Number(SEED);
  const seeds = Array.from({ length: SEED === undefined ? HISTORIES : 1 }, (_, i) => first + i);
  for (const seed of seeds) {
    it(`all is right at rest (FAULT_SEED=${seed})`, async () => {
      const stage = await setStage(world);
      const log = await play(world, stage, historyOf(seed));
      await assertAtRest(world, stage, log);
    });
  }
});
