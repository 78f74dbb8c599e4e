import assert from 'node:assert/strict';

import type { Crashes } from '../testkit/operations/crashes.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openChat, send } from './helpers.ts';
import { closePushScene, MINUTE, openPushScene, type PushScene } from './push-helpers.ts';

/**
 * Dies at the commit of this index. Dying anywhere between two commits leaves what dying after the
 * first of them leaves.
 */
function dieAt(index: number, when: 'before' | 'after'): { crashes: Crashes; died: () => boolean } {
  let seen = -1;
  return {
    crashes: (method) => {
      if (method === 'Commit') seen += 1;
      if (seen < index) return undefined;
      return seen === index ? when : 'before';
    },
    died: () => seen >= index,
  };
}

describe('a process that dies at any write', () => {
  let world: World;
  let scene: PushScene;
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  /** Runs `act` in fresh scenes, each time dying one commit later, until it is through. */
  const everywhere = async (
    when: 'before' | 'after',
    arrange: () => Promise<unknown>,
    act: () => Promise<unknown>,
    check: (name: string) => Promise<void>,
  ): Promise<number> => {
    for (let at = 0; ; at += 1) {
      index += 1;
      scene = await openPushScene(world, index);
      await arrange();
      const { crashes, died } = dieAt(at, when);
      world.crash(crashes);
      await act().catch(() => {});
      world.crash(undefined);
      await check(`${when} commit ${at}`);
      await closePushScene(world, scene);
      if (!died()) return at;
    }
  };

  for (const when of ['before', 'after'] as const) {
    it(`(${when}) doubles no attempt, and loses at most the one it was about`, async () => {
      const commits = await everywhere(
        when,
        async () => {
          await scene.send();
          world.clock.advance(MINUTE);
        },
        () => scene.retry(),
        async (name) => {
          await scene.after(MINUTE);
          const second = (await scene.count()) - 1;
          assert.ok(second === 0 || second === 1, `${name}: the second attempt, ${second} times`);
          await scene.after(13 * MINUTE);
          assert.equal(await scene.count(), second + 2, `${name}: the third attempt`);
          assert.equal((await world.chat(scene.chat_id)).push_retry_at, null, name);
          assert.equal((await world.event(scene.high)).unread[scene.chat_id], 1, name);
        },
      );
      assert.equal(commits, 1);
    });

    it(`(${when}) while FCM is down doubles no push either`, async () => {
      const commits = await everywhere(
        when,
        async () => {
          await scene.send();
          await scene.breakDown();
          world.clock.advance(MINUTE);
        },
        () => scene.retry(),
        async (name) => {
          await scene.mend();
          for (const seconds of [MINUTE, MINUTE]) await scene.after(seconds);
          const second = (await scene.count()) - 1;
          assert.ok(second === 0 || second === 1, `${name}: the second attempt, ${second} times`);
          await scene.after(12 * MINUTE);
          assert.equal(await scene.count(), second + 2, `${name}: the third attempt`);
        },
      );
      assert.equal(commits, 2);
    });

    for (const is_off of [true, false]) {
      it(`(${when}) switching receipts ${is_off ? 'off' : 'on'} ends as asked when asked again`, async () => {
        const receipts = (read_receipts: boolean) =>
          world.call(scene.high, 'updateSettings', { read_receipts });
        let other = '';
        const commits = await everywhere(
          when,
          async () => {
            await world.addUser(`other-${index}`);
            other = await openChat(world, scene.high, `other-${index}`);
            if (!is_off) await receipts(false);
            await scene.send();
            await world.call(scene.high, 'markRead', {
              chat_id: scene.chat_id,
              message_number: 1,
            });
          },
          () => receipts(!is_off),
          async (name) => {
            // Whatever stands in between, reading and counting go on.
            await send(world, scene.low, scene.chat_id, 'b');
            await world.drain();
            assert.equal((await world.event(scene.high)).unread[scene.chat_id], 1, name);
            await receipts(!is_off);
            for (const chat_id of [scene.chat_id, other]) {
              const { receipts_off_by = [] } = await world.chat(chat_id);
              assert.deepEqual(receipts_off_by, is_off ? [scene.high] : [], name);
            }
            assert.equal((await world.chat(scene.chat_id)).read_number_user2, 1, name);
            assert.equal((await world.event(scene.high)).unread[scene.chat_id], 1, name);
          },
        );
        assert.equal(commits, 3);
      });
    }
  }
});
