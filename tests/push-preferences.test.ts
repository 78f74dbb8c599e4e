import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { send } from './helpers.ts';
import { closePushScene, MINUTE, openPushScene, type PushScene } from './push-helpers.ts';

const HOUR = 60 * MINUTE;

describe('what a user wants of pushes', () => {
  let world: World;
  let scene: PushScene;
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    scene = await openPushScene(world, index);
  });
  afterEach(() => closePushScene(world, scene));
  after(() => world.close());

  const prefer = (push: object) => world.call(scene.high, 'updateSettings', { push });
  const rest = (from: string, to: string, time_zone = 'UTC') =>
    prefer({ do_not_disturb: { from, to, time_zone } });
  /** Goes on to the next time that a clock in London's winter shows this. */
  const goTo = (time: string) => {
    const now = world.clock.now().toMillis();
    const today = Date.parse(`${new Date(now).toISOString().slice(0, 10)}T${time}Z`);
    const ahead = today >= now ? today - now : today + 24 * HOUR * 1000 - now;
    world.clock.advance(Math.ceil(ahead / 1000));
  };

  describe('in hours of rest', () => {
    it('nothing is pushed, and the count is right', async () => {
      await rest('22:00', '07:00');
      for (const [time, pushes] of [
        ['21:59:00', 1],
        ['22:00:01', 1],
        ['03:00:00', 1],
        ['06:59:00', 1],
        ['07:00:01', 2],
      ] as const) {
        goTo(time);
        await scene.send();
        assert.equal(await scene.count(), pushes, time);
        await closePushScene(world, scene);
      }
      const { unread, notify_new_message } = await world.event(scene.high);
      assert.deepEqual([unread[scene.chat_id], notify_new_message], [5, true]);
    });

    it('it is the clock of his zone that counts', async () => {
      // No summer time there.
      await rest('22:00', '07:00', 'Asia/Kolkata');
      goTo('16:00:00');
      await scene.send('at 21:30');
      goTo('17:00:00');
      await scene.send('at 22:30');
      goTo('02:00:00');
      await scene.send('at 07:30');
      assert.deepEqual(await scene.bodies(), ['at 21:30', 'at 07:30']);
    });

    it('an attempt is skipped, and the later ones are made', async () => {
      await rest('10:00', '10:10');
      goTo('09:59:30');
      await scene.send();
      await scene.after(MINUTE);
      assert.equal(await scene.count(), 1, 'at 10:00:30');
      await scene.after(14 * MINUTE);
      assert.equal(await scene.count(), 2, 'at 10:14:30');
    });

    it('the first attempt is skipped as well', async () => {
      await rest('10:00', '10:01');
      goTo('10:00:30');
      await scene.send();
      assert.equal(await scene.count(), 0);
      await scene.after(MINUTE);
      assert.equal(await scene.count(), 1);
    });

    it('what FCM could not take before is let go', async () => {
      await rest('10:00', '10:10');
      goTo('09:58:30');
      await scene.send();
      await scene.breakDown();
      await scene.after(MINUTE);
      await scene.mend();
      await scene.after(MINUTE);
      assert.equal(await scene.count(), 1);
    });

    it('are over as soon as he ends them', async () => {
      await rest('10:00', '12:00');
      goTo('10:30:00');
      await prefer({ do_not_disturb: null });
      await scene.send();
      assert.equal(await scene.count(), 1);
    });
  });

  describe('of previews', () => {
    it('what was edited is pushed as it stands', async () => {
      const { message_id } = await scene.send('first');
      const ref = world.admin.doc(`chats/${scene.chat_id}/messages/${message_id}`);
      await ref.update({ text: 'second', edited: true });
      await scene.after(MINUTE);
      assert.deepEqual(await scene.bodies(), ['first', 'second']);
    });

    it('with them off nothing of a message is shown, by no attempt', async () => {
      await prefer({ previews: false });
      await scene.send('a secret');
      await scene.after(MINUTE);
      await prefer({ previews: true });
      await scene.after(14 * MINUTE);
      assert.deepEqual(await scene.bodies(), ['New message', 'New message', 'a secret']);
    });
  });

  describe('in a muted chat', () => {
    const mute = (seconds: number) =>
      scene.arrange({ muted: { [scene.chat_id]: world.clock.now().plusSeconds(seconds) } });

    it('nothing is pushed but what mentions him, by any attempt', async () => {
      await mute(HOUR);
      await scene.send('nothing for you');
      await scene.send(`@User_${scene.high}, look`);
      await scene.after(MINUTE);
      assert.deepEqual(await scene.bodies(), Array(2).fill(`@User_${scene.high}, look`));
      assert.equal((await world.event(scene.high)).unread[scene.chat_id], 2);
    });

    it('not even that where he has switched it off', async () => {
      await mute(HOUR);
      await prefer({ mentions_pass_mute: false });
      await scene.send(`@user_${scene.high}`);
      await scene.after(MINUTE);
      assert.equal(await scene.count(), 0);
    });

    it('all is again once the mute is over', async () => {
      await mute(30);
      await scene.send();
      await scene.after(MINUTE);
      assert.equal(await scene.count(), 1);
    });

    it('a mention is no way past hours of rest or a block', async () => {
      await mute(24 * HOUR);
      await rest('10:00', '11:00');
      goTo('10:30:00');
      await scene.send(`@user_${scene.high}`);
      await prefer({ do_not_disturb: null });
      await scene.arrange({ blocked_users: { [scene.low]: true } });
      await scene.send(`@user_${scene.high}`);
      assert.equal(await scene.count(), 0);
    });
  });

  it('is each member’s own in a group', async () => {
    const third = `third-${index}`;
    await world.addUser(third);
    await scene.register(third, 'thirds');
    const group = await openGroup(world, scene.low, [scene.high, third]);
    await prefer({ previews: false });
    const until = world.clock.now().plusSeconds(HOUR);
    await scene.arrange({ muted: { [group]: until } });
    await send(world, scene.low, group, 'for all');
    await send(world, scene.low, group, `for @user_${scene.high}`);
    await world.drain();
    assert.deepEqual(await scene.bodies(), [`user_${scene.low}: New message`]);
    assert.equal(await scene.count('thirds'), 2);
  });
});
