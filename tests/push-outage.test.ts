import assert from 'node:assert/strict';

import { claimRetries } from '../functions/src/modules/delivery/claim-retries.ts';
import { giveBackRetries } from '../functions/src/modules/delivery/give-back-retries.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { send } from './helpers.ts';
import { closePushScene, MINUTE, openPushScene, type PushScene } from './push-helpers.ts';

describe('where FCM is down', () => {
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

  it('for all three: the counters are right, and one push follows for each device', async () => {
    await scene.register(scene.high, 'tablet');
    for (const name of ['phone', 'tablet']) await scene.breakDown(name);
    const { message_id } = await send(world, scene.low, scene.chat_id, 'x');
    const event = await world.messageEvent(scene.chat_id, message_id);
    await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
    for (const seconds of [MINUTE, MINUTE, 13 * MINUTE, MINUTE, MINUTE]) await scene.after(seconds);
    const { unread, notify_new_message } = await world.event(scene.high);
    assert.deepEqual([unread[scene.chat_id], notify_new_message], [1, true]);
    assert.deepEqual([await scene.count('phone'), await scene.count('tablet')], [0, 0]);

    for (const name of ['phone', 'tablet']) await scene.mend(name);
    await scene.after(MINUTE);
    await world.deliver(event);
    for (const seconds of [MINUTE, 20 * MINUTE]) await scene.after(seconds);
    assert.deepEqual([await scene.count('phone'), await scene.count('tablet')], [1, 1]);
    assert.equal((await world.chat(scene.chat_id)).push_retry_at, null);
  });

  it('for one device: the others do not get the attempt again', async () => {
    await scene.register(scene.high, 'tablet');
    await scene.send();
    await scene.breakDown('tablet');
    for (const seconds of [MINUTE, MINUTE, MINUTE]) await scene.after(seconds);
    assert.deepEqual([await scene.count('phone'), await scene.count('tablet')], [2, 1]);
    await scene.mend('tablet');
    for (const seconds of [MINUTE, MINUTE]) await scene.after(seconds);
    assert.deepEqual([await scene.count('phone'), await scene.count('tablet')], [2, 2]);
    await scene.after(15 * MINUTE);
    assert.deepEqual([await scene.count('phone'), await scene.count('tablet')], [3, 3]);
  });

  it('until the message was delivered: no push follows', async () => {
    const { message_number } = await scene.send();
    await scene.breakDown();
    await scene.after(MINUTE);
    await world.call(scene.high, 'markDelivered', { chat_id: scene.chat_id, message_number });
    await scene.mend('phone');
    for (const seconds of [MINUTE, 15 * MINUTE]) await scene.after(seconds);
    assert.equal(await scene.count(), 1);
  });

  it('and the message was delivered before that is given back: nothing is left to do', async () => {
    const { message_number } = await scene.send();
    world.clock.advance(MINUTE);
    const missed = (await claimRetries(world.context, scene.chat_id)).map((push) => ({
      push,
      devices: ['phone'],
    }));
    assert.equal(missed.length, 1);
    const { chat_id } = scene;
    await world.call(scene.high, 'markDelivered', { chat_id, message_number });
    const { cost } = await world.measure(() =>
      giveBackRetries(world.context, scene.high, chat_id, missed),
    );
    assert.equal(cost.writes, 0);
    assert.equal((await world.chat(chat_id)).push_retry_at, null);
  });

  it('for a day: it is given up, and nothing is left behind', async () => {
    await scene.send();
    await scene.breakDown();
    await scene.after(15 * MINUTE);
    await scene.after(24 * 60 * MINUTE);
    await scene.mend('phone');
    await scene.after(MINUTE);
    assert.equal(await scene.count(), 1);
    assert.equal((await world.chat(scene.chat_id)).push_retry_at, null);
    assert.deepEqual((await world.event(scene.high)).push_claims?.[scene.chat_id]?.open, []);
  });

  it('a dead token goes, and the living one is pushed', async () => {
    await scene.register(scene.high, 'tablet');
    await scene.send();
    await world.inbox.behave(scene.token('phone'), { answer: 'UNREGISTERED' });
    await scene.after(MINUTE);
    const devices = await world.admin.collection(`users/${scene.high}/devices`).get();
    assert.deepEqual(
      devices.docs.map(({ id }) => id),
      ['tablet'],
    );
    assert.equal(await scene.count('tablet'), 2);
  });
});
