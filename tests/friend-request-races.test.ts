import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { feedOf, openPair, type Pair } from './friend-helpers.ts';
import { beforeNextCommit, refuses } from './helpers.ts';

describe('friend requests at the same moment, and at a death', () => {
  let world: World;
  let pair: Pair;
  let [a, b] = ['', ''];
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    pair = await openPair(world, index);
    ({ a, b } = pair);
    await world.call(a, 'listSessions');
  });
  after(() => world.close());

  const stateOf = async (from: string, to: string) => (await pair.request(from, to))?.state;
  it('of both at the same moment makes them friends, however they meet', async () => {
    for (let round = 0; round < 5; round += 1) {
      const met = await openPair(world, 1000 * index + round);
      const states = await Promise.all([met.ask(met.a, met.b), met.ask(met.b, met.a)]);
      assert.ok(states.includes('ACCEPTED'), states.join());
      const found = [await met.request(met.a, met.b), await met.request(met.b, met.a)];
      assert.deepEqual(found.filter((one) => one !== undefined).length, 1);
      assert.deepEqual([await met.book(met.a), await met.book(met.b)], [[met.b], [met.a]]);
    }
  });

  it('and a block at the same moment leave nothing that waits', async () => {
    for (let round = 0; round < 5; round += 1) {
      const met = await openPair(world, 2000 * index + round);
      await Promise.allSettled([
        met.ask(met.a, met.b),
        world.call(met.b, 'blockUser', { user_id: met.a }),
      ]);
      const found = await met.request(met.a, met.b);
      assert.ok(found === undefined || found.state === 'DECLINED', found?.state);
    }
  });

  describe('that meets, just before it is made,', () => {
    for (const [name, by] of [
      ['a block of the one who is asked', 'b'],
      ['a block by the one who asks', 'a'],
    ] as const) {
      it(`${name}: is refused`, async () => {
        const [blocker, user_id] = by === 'b' ? [b, a] : [a, b];
        beforeNextCommit(world, () => world.call(blocker, 'blockUser', { user_id }));
        await refuses(pair.ask(a, b), 'permission-denied', 'USER_BLOCKED', ['user_id']);
        assert.equal(await pair.request(a, b), undefined);
      });
    }
    it('the request of the other: accepts it', async () => {
      beforeNextCommit(world, () => pair.ask(b, a));
      assert.equal(await pair.ask(a, b), 'ACCEPTED');
      assert.equal(await pair.request(a, b), undefined);
      assert.equal(await stateOf(b, a), 'ACCEPTED');
    });
    for (const [name, act, refused] of [
      ['its being taken back', () => pair.cancel(a, b), 'FRIEND_REQUEST_CLOSED'],
      ['a block', () => world.call(a, 'blockUser', { user_id: b }), 'FRIEND_REQUEST_CLOSED'],
    ] as const) {
      it(`${name}: is not accepted any more`, async () => {
        await pair.ask(a, b);
        beforeNextCommit(world, act);
        await refuses(pair.answer(b, a, true), 'already-exists', refused, ['user_id']);
        assert.deepEqual([await pair.book(a), await pair.book(b)], [[], []]);
      });
    }
  });

  it('that dies at its write has done all or nothing, and is finished by repeating it', async () => {
    for (const when of ['before', 'after'] as const) {
      const met = await openPair(world, 3000 * index + (when === 'after' ? 1 : 0));
      await met.ask(met.a, met.b);
      world.crash((method) => (method === 'Commit' ? when : undefined));
      await assert.rejects(met.answer(met.b, met.a, true));
      world.crash(undefined);
      const there = when === 'after';
      assert.equal((await met.request(met.a, met.b))?.state, there ? 'ACCEPTED' : 'PENDING');
      assert.deepEqual(await met.book(met.a), there ? [met.b] : []);
      assert.equal(await met.answer(met.b, met.a, true), 'ACCEPTED');
      assert.deepEqual([await met.book(met.a), await met.book(met.b)], [[met.b], [met.a]]);
      assert.equal((await feedOf(world, met.a)).length, 1);
    }
  });
});
