import assert from 'node:assert/strict';

import { claimRetries } from '../functions/src/modules/delivery/claim-retries.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { send, writeDirectly } from './helpers.ts';
import { closePushScene, MINUTE, openPushScene, type PushScene } from './push-helpers.ts';

describe('the further attempts of a push', () => {
  let world: World;
  let scene: PushScene;
  let index = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
  });
  beforeEach(async () => {
    index += 1;
    scene = await openPushScene(world, index);
  });
  afterEach(() => closePushScene(world, scene));
  after(() => world.close());

  it('come a minute and a quarter of an hour after the message, and then none', async () => {
    await scene.send();
    const counts: number[] = [];
    for (const seconds of [59, 1, MINUTE, 12 * MINUTE, MINUTE, MINUTE, 24 * 60 * MINUTE]) {
      await scene.after(seconds);
      counts.push(await scene.count());
    }
    assert.deepEqual(counts, [1, 2, 2, 2, 3, 3, 3]);
    const { cost } = await world.measure(() => scene.retry());
    assert.deepEqual([cost.reads, cost.writes], [1, 0], 'the chat is not looked at any more');
  });

  it('replace the one before on the device, and carry what stands now', async () => {
    const { message_id } = await scene.send('first');
    await scene.send('second');
    await scene.after(MINUTE);
    const pushes = (await scene.received()).map(({ message }) => message as Record<string, never>);
    assert.equal(pushes.length, 4);
    const [first, , again] = pushes;
    assert.deepEqual(again?.['data'], first?.['data']);
    const headers = (push: object | undefined) =>
      (push as { apns: { headers: object } }).apns.headers;
    assert.deepEqual(headers(again), { 'apns-collapse-id': message_id, 'apns-priority': '10' });
    const badge = (push: object | undefined) =>
      (push as { apns: { payload: { aps: { badge: number } } } }).apns.payload.aps.badge;
    assert.deepEqual([badge(first), badge(again)], [1, 2]);
  });

  it('are of each message its own, whenever it was sent', async () => {
    await scene.send('a');
    world.clock.advance(40);
    await scene.send('b');
    await scene.after(20);
    assert.deepEqual(await scene.bodies(), ['a', 'b', 'a']);
    await scene.after(40);
    assert.deepEqual(await scene.bodies(), ['a', 'b', 'a', 'b']);
    await scene.after(13 * MINUTE + 20);
    assert.deepEqual((await scene.bodies()).slice(4), ['a']);
    await scene.after(40);
    assert.deepEqual((await scene.bodies()).slice(4), ['a', 'b']);
  });

  it('come for direct writes and to both of the two', async () => {
    await scene.register(scene.low, 'other');
    const client = await world.client(scene.low);
    await writeDirectly(client, scene.low, scene.chat_id, 'from low');
    await writeDirectly(await world.client(scene.high), scene.high, scene.chat_id, 'from high');
    await world.drain();
    world.clock.set(world.clock.now().plusSeconds(2 * MINUTE));
    await scene.retry();
    assert.deepEqual([await scene.count('phone'), await scene.count('other')], [2, 2]);
  });

  describe('do not come', () => {
    const reasons: Record<
      string,
      (message_number: number, message_id: string) => Promise<unknown>
    > = {
      'once the message was delivered': (message_number) =>
        world.call(scene.high, 'markDelivered', { chat_id: scene.chat_id, message_number }),
      'once it was read': (message_number) =>
        world.call(scene.high, 'markRead', { chat_id: scene.chat_id, message_number }),
      'once it was read where receipts are off': async (message_number) => {
        await world.admin.doc(`chats/${scene.chat_id}`).update({ receipts_off_by: [scene.low] });
        await world.call(scene.high, 'markRead', { chat_id: scene.chat_id, message_number });
      },
      'to one who has blocked the sender': async () => {
        await world.admin.doc(`chats/${scene.chat_id}`).update({ blocked_by: [scene.high] });
        await scene.arrange({ blocked_users: { [scene.low]: true } });
      },
      'to one whom the sender has blocked': () =>
        world.admin.doc(`chats/${scene.chat_id}`).update({ blocked_by: [scene.low] }),
      'in a chat that was muted since': () =>
        scene.arrange({ muted: { [scene.chat_id]: world.clock.now().plusSeconds(3600) } }),
      'to one who was shut out': () =>
        world.callAs({ uid: 'boss', admin: true }, 'adminDisableUser', { user_id: scene.high }),
      'once the message was deleted': (_, message_id) =>
        world.admin
          .doc(`chats/${scene.chat_id}/messages/${message_id}`)
          .update({ deleted: true, text: null }),
      'to a device that was unregistered': () =>
        world.call(scene.high, 'unregisterDevice', { device_id: 'phone' }),
    };
    for (const [name, act] of Object.entries(reasons)) {
      it(name, async () => {
        const { message_number, message_id } = await scene.send();
        await act(message_number, message_id);
        for (const seconds of [MINUTE, 14 * MINUTE, MINUTE]) await scene.after(seconds);
        assert.equal(await scene.count(), 1);
      });
    }

    it('for what was answered', async () => {
      await scene.send();
      await send(world, scene.high, scene.chat_id, 'an answer');
      for (const seconds of [MINUTE, 14 * MINUTE]) await scene.after(seconds);
      assert.equal(await scene.count(), 1);
    });

    it('for messages of a group', async () => {
      const group = await openGroup(world, scene.low, [scene.high]);
      await send(world, scene.low, group, 'x');
      await world.drain();
      for (const seconds of [MINUTE, 14 * MINUTE]) await scene.after(seconds);
      assert.equal(await scene.count(), 1);
      assert.equal((await world.chat(group)).push_retry_at, undefined);
    });

    it('at all where messages arrive in time: the chat is never looked at', async () => {
      const { message_number } = await scene.send();
      assert.notEqual((await world.chat(scene.chat_id)).push_retry_at ?? null, null);
      await world.call(scene.high, 'markDelivered', { chat_id: scene.chat_id, message_number });
      assert.equal((await world.chat(scene.chat_id)).push_retry_at, null);
    });

    it('before the first: a message whose event is late is pushed when that comes', async () => {
      const { message_id } = await send(world, scene.low, scene.chat_id, 'late');
      const event = await world.messageEvent(scene.chat_id, message_id);
      await scene.after(2 * MINUTE);
      assert.equal(await scene.count(), 0);
      await world.deliver(event);
      assert.equal(await scene.count(), 1);
      await scene.after(13 * MINUTE);
      assert.equal(await scene.count(), 2);
      assert.equal((await world.event(scene.high)).unread[scene.chat_id], 1);
    });
  });

  describe('are not doubled', () => {
    it('by runs at once, nor by runs made again', async () => {
      await scene.send('a');
      await scene.send('b');
      for (const seconds of [MINUTE, 14 * MINUTE]) {
        world.clock.advance(seconds);
        await Promise.all([scene.retry(), scene.retry(), scene.retry()]);
        await scene.retry();
      }
      assert.deepEqual((await scene.bodies()).toSorted(), ['a', 'a', 'a', 'b', 'b', 'b']);
    });

    it('by events delivered again in between', async () => {
      const { event } = await scene.send();
      for (const seconds of [0, MINUTE, 14 * MINUTE]) {
        await scene.after(seconds);
        await Promise.all([world.deliver(event), world.deliver(event)]);
      }
      assert.equal(await scene.count(), 3);
    });

    it('by FCM failing while runs and redeliveries meet', async () => {
      const { event } = await scene.send();
      await scene.breakDown();
      world.clock.advance(MINUTE);
      await Promise.all([scene.retry(), scene.retry()]);
      await scene.mend('phone');
      world.clock.advance(MINUTE);
      await Promise.all([scene.retry(), world.deliver(event), scene.retry(), world.deliver(event)]);
      assert.equal(await scene.count(), 2);
    });

    it('by a receipt, a message and a run at once', async () => {
      const { message_number } = await scene.send('a');
      world.clock.advance(MINUTE);
      await Promise.all([
        scene.retry(),
        world.call(scene.high, 'markDelivered', { chat_id: scene.chat_id, message_number }),
        send(world, scene.low, scene.chat_id, 'b'),
        scene.retry(),
      ]);
      await world.drain();
      const texts = await scene.bodies();
      assert.equal(texts.filter((text) => text === 'b').length, 1);
      assert.ok(texts.filter((text) => text === 'a').length <= 2);
      const { push_retry_at } = await world.chat(scene.chat_id);
      assert.deepEqual(push_retry_at, world.clock.now().plusSeconds(MINUTE), "b's second attempt");
    });
  });

  it('of a run that died between claiming and sending are lost once, the next is made', async () => {
    await scene.send();
    world.clock.advance(MINUTE);
    assert.equal((await claimRetries(world.context, scene.chat_id)).length, 1);
    await scene.after(MINUTE);
    assert.equal(await scene.count(), 1);
    await scene.after(13 * MINUTE);
    assert.equal(await scene.count(), 2);
  });

  it('are found however many chats are due, and one that cannot be done holds up none', async () => {
    const { low, chat_id } = scene;
    const chat = (await world.admin.doc(`chats/${chat_id}`).get()).data() ?? {};
    const push_retry_at = encodeFields({ at: world.clock.now() })['at'];
    const batch = world.admin.batch();
    for (let copy = 0; copy < 250; copy += 1) {
      batch.set(world.admin.doc(`chats/copy-${low}-${copy}`), { ...chat, push_retry_at });
    }
    const broken = world.admin.doc(`chats/copy-${low}-7`);
    batch.set(broken, { ...chat, push_retry_at, total_messages_count: 1 });
    batch.set(broken.collection('messages').doc('m'), { message_number: 1, from_user: low });
    await batch.commit();
    await assert.rejects(scene.retry(), /1 chats failed/);
    const due = await world.admin
      .collection('chats')
      .where('push_retry_at', '>', new Date(0))
      .get();
    assert.deepEqual(
      due.docs.map(({ id }) => id),
      [broken.id],
    );
    await broken.delete();
  });

  it('are bounded: of hundreds the newest hundred are pushed again', async () => {
    const total = 120;
    for (let index = 1; index <= total; index += 1) {
      // More at once are too many.
      if (index % 60 === 0) world.clock.advance(20);
      await send(world, scene.low, scene.chat_id, `${index}`);
    }
    const { total_messages_count } = await world.chat(scene.chat_id);
    await scene.arrange({
      unread: { [scene.chat_id]: total_messages_count },
      push_claims: { [scene.chat_id]: { through: total, open: [] } },
    });
    const { cost } = await world.measure(() => scene.after(MINUTE));
    assert.equal(await scene.count(), 100);
    assert.equal(cost.writes, 1);
    assert.deepEqual([(await scene.bodies())[0], (await scene.bodies()).at(-1)], ['21', '120']);
    await scene.after(MINUTE);
    assert.equal(await scene.count(), 100);
  });

  describe('cost', () => {
    const costs = async (act: () => Promise<unknown>, expected: Partial<Cost>): Promise<void> => {
      const { cost } = await world.measure(act);
      const none = { reads: 0, writes: 0, deletes: 0, invocations: 1 };
      assert.deepEqual(cost, { ...none, ...expected });
    };
    const [FOUND, CHAT, MESSAGE, EVENT, DEVICE] = [1, 1, 1, 1, 1];

    it('1 read where nothing is due', () => costs(() => scene.retry(), { reads: 1 }));

    it('1 write, and reads for chat, message, recipient and devices', async () => {
      await scene.send();
      for (const seconds of [MINUTE, 14 * MINUTE]) {
        world.clock.advance(seconds);
        await costs(() => scene.retry(), {
          reads: FOUND + CHAT + MESSAGE + EVENT + DEVICE,
          writes: 1,
        });
      }
    });

    it('1 read more for each message more', async () => {
      for (const text of ['a', 'b', 'c']) await scene.send(text);
      world.clock.advance(MINUTE);
      await costs(() => scene.retry(), {
        reads: FOUND + CHAT + 3 * MESSAGE + EVENT + DEVICE,
        writes: 1,
      });
    });

    it('2 reads and 2 writes more where FCM is down, and 1 write more to try again', async () => {
      await scene.send();
      await scene.breakDown();
      world.clock.advance(MINUTE);
      const reads = FOUND + CHAT + MESSAGE + EVENT + DEVICE;
      await costs(() => scene.retry(), { reads: reads + CHAT + EVENT, writes: 1 + 2 });
      await scene.mend('phone');
      world.clock.advance(MINUTE);
      await costs(() => scene.retry(), { reads, writes: 2 });
    });
  });
});
