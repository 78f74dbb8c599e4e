import assert from 'node:assert/strict';

import type { PushPreferences } from '../functions/src/modules/events/model.ts';
import { retryPushes } from '../functions/src/modules/delivery/retry-pushes.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { openChat, send, writeDirectly } from './helpers.ts';

const MINUTE = 60;

describe('the further attempts of a push', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  let pair = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
  });
  beforeEach(async () => {
    pair += 2;
    [low, high] = [`${pair}`, `${pair + 1}`];
    await world.addUser(low);
    await world.addUser(high);
    chat_id = await openChat(world, low, high);
    await register(high, 'phone');
  });
  // What one test leaves undelivered is not the next one's.
  afterEach(() => world.admin.doc(`chats/${chat_id}`).update({ push_retry_at: null }));
  after(() => world.close());

  const token = (name: string) => `${name}-${pair}-${world.projectId}`;
  const register = (uid: string, name: string) =>
    world.call(uid, 'registerDevice', { device_id: name, token: token(name), platform: 'ios' });
  const run = () => world.runSchedule(retryPushes);
  const after_seconds = async (seconds: number) => {
    world.clock.advance(seconds);
    await run();
  };
  const sendAndDeliver = async (text = 'x') => {
    const { message_id, message_number } = await send(world, low, chat_id, text);
    const event = await world.messageEvent(chat_id, message_id);
    await world.drain();
    return { message_id, message_number: message_number ?? 0, event };
  };
  const received = (name = 'phone') => world.inbox.pushes({ token: token(name), answered: 'OK' });
  const count = async (name = 'phone') => (await received(name)).length;
  /** Over a minute, the SDK does not wait and try again itself. */
  const breakDown = (name = 'phone') =>
    world.inbox.behave(token(name), { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
  const prefer = (fields: object) =>
    world.admin.doc(`users-external-event/${high}`).update(encodeFields(fields));
  const bodies = async () =>
    (await received()).map(({ message }) => (message['notification'] as { body: string }).body);

  it('come a minute and a quarter of an hour after the message, and then none', async () => {
    await sendAndDeliver();
    const counts: number[] = [];
    for (const seconds of [59, 1, MINUTE, 12 * MINUTE, MINUTE, MINUTE, 24 * 60 * MINUTE]) {
      await after_seconds(seconds);
      counts.push(await count());
    }
    assert.deepEqual(counts, [1, 2, 2, 2, 3, 3, 3]);
    const { cost } = await world.measure(run);
    assert.deepEqual([cost.reads, cost.writes], [1, 0], 'the chat is not looked at any more');
  });

  it('replace the one before on the device, and carry what stands now', async () => {
    const { message_id } = await sendAndDeliver('first');
    await sendAndDeliver('second');
    await after_seconds(MINUTE);
    const pushes = (await received()).map(({ message }) => message as Record<string, never>);
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
    await sendAndDeliver('a');
    world.clock.advance(40);
    await sendAndDeliver('b');
    await after_seconds(20);
    assert.deepEqual(await bodies(), ['a', 'b', 'a']);
    await after_seconds(40);
    assert.deepEqual(await bodies(), ['a', 'b', 'a', 'b']);
    await after_seconds(13 * MINUTE + 20);
    assert.deepEqual((await bodies()).slice(4), ['a']);
    await after_seconds(40);
    assert.deepEqual((await bodies()).slice(4), ['a', 'b']);
  });

  it('come for direct writes and to both of the two', async () => {
    await register(low, 'other');
    const client = await world.client(low);
    await writeDirectly(client, low, chat_id, 'from low');
    await writeDirectly(await world.client(high), high, chat_id, 'from high');
    await world.drain();
    world.clock.set(world.clock.now().plusSeconds(2 * MINUTE));
    await run();
    assert.deepEqual([await count('phone'), await count('other')], [2, 2]);
  });

  describe('do not come', () => {
    const reasons: Record<
      string,
      (message_number: number, message_id: string) => Promise<unknown>
    > = {
      'once the message was delivered': (message_number) =>
        world.call(high, 'markDelivered', { chat_id, message_number }),
      'once it was read': (message_number) =>
        world.call(high, 'markRead', { chat_id, message_number }),
      'once it was read where receipts are off': async (message_number) => {
        await world.admin.doc(`chats/${chat_id}`).update({ receipts_off_by: [low] });
        await world.call(high, 'markRead', { chat_id, message_number });
      },
      'to one who has blocked the sender': async () => {
        await world.admin.doc(`chats/${chat_id}`).update({ blocked_by: [high] });
        await prefer({ blocked_users: { [low]: true } });
      },
      'to one whom the sender has blocked': () =>
        world.admin.doc(`chats/${chat_id}`).update({ blocked_by: [low] }),
      'in a chat that was muted since': () =>
        prefer({ muted: { [chat_id]: world.clock.now().plusSeconds(3600) } }),
      'to one who was shut out': () =>
        world.callAs({ uid: 'boss', admin: true }, 'adminDisableUser', { user_id: high }),
      'once the message was deleted': (_, message_id) =>
        world.admin
          .doc(`chats/${chat_id}/messages/${message_id}`)
          .update({ deleted: true, text: null }),
      'to a device that was unregistered': () =>
        world.call(high, 'unregisterDevice', { device_id: 'phone' }),
    };
    for (const [name, act] of Object.entries(reasons)) {
      it(name, async () => {
        const { message_number, message_id } = await sendAndDeliver();
        await act(message_number, message_id);
        for (const seconds of [MINUTE, 14 * MINUTE, MINUTE]) await after_seconds(seconds);
        assert.equal(await count(), 1);
      });
    }

    it('for what was answered', async () => {
      await sendAndDeliver();
      await send(world, high, chat_id, 'an answer');
      for (const seconds of [MINUTE, 14 * MINUTE]) await after_seconds(seconds);
      assert.equal(await count(), 1);
    });

    it('for messages of a group', async () => {
      await world.admin.doc(`chats/${chat_id}`).delete();
      const group = world.admin.doc(`chats/${chat_id}`);
      const now = world.clock.now();
      const roles = { [low]: 'owner', [high]: 'member' };
      await group.set(
        encodeFields({
          type: 'group',
          members: [low, high],
          roles,
          posting: 'all',
          history: 'all',
          title: 'Group',
          photo_url: null,
          total_messages_count: 0,
          last_message: null,
          last_message_timestamp: null,
          usernames: {},
          started: false,
          active: true,
          created: now,
          modified: now,
        }),
      );
      await prefer({ read: { [chat_id]: 0 } });
      await sendAndDeliver();
      for (const seconds of [MINUTE, 14 * MINUTE]) await after_seconds(seconds);
      assert.equal(await count(), 1);
      assert.equal(
        ((await world.group(chat_id)) as object as Record<string, unknown>)['push_retry_at'],
        undefined,
      );
    });

    it('at all where messages arrive in time: the chat is never looked at', async () => {
      const { message_number } = await sendAndDeliver();
      assert.notEqual((await world.chat(chat_id)).push_retry_at ?? null, null);
      await world.call(high, 'markDelivered', { chat_id, message_number });
      assert.equal((await world.chat(chat_id)).push_retry_at, null);
    });

    it('before the first: a message whose event is late is pushed when that comes', async () => {
      const { message_id } = await send(world, low, chat_id, 'late');
      const event = await world.messageEvent(chat_id, message_id);
      await after_seconds(2 * MINUTE);
      assert.equal(await count(), 0);
      await world.deliver(event);
      assert.equal(await count(), 1);
      await after_seconds(13 * MINUTE);
      assert.equal(await count(), 2);
      assert.equal((await world.event(high)).unread[chat_id], 1);
    });
  });

  describe('heed what the recipient wants', () => {
    const resting = (hours: Partial<PushPreferences['do_not_disturb']> = {}) => ({
      push: {
        do_not_disturb: { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin', ...hours },
      },
    });
    const at = (time: string) => {
      const today = new Date(world.clock.now().toMillis() + 24 * 3600 * 1000);
      const target = Date.parse(`${today.toISOString().slice(0, 10)}T${time}Z`);
      world.clock.advance(Math.round((target - world.clock.now().toMillis()) / 1000));
    };

    it('an attempt within his hours of rest is skipped, the later ones are not', async () => {
      await prefer(resting({ from: '10:00', to: '10:10', time_zone: 'UTC' }));
      at('09:59:30');
      await sendAndDeliver();
      await after_seconds(MINUTE);
      assert.equal(await count(), 1, 'at 10:00:30');
      await after_seconds(14 * MINUTE);
      assert.equal(await count(), 2, 'at 10:14:30');
    });

    it('nor is the first attempt made in his hours of rest, and the count is right', async () => {
      await prefer(resting({ from: '10:00', to: '10:01', time_zone: 'UTC' }));
      at('10:00:30');
      await sendAndDeliver();
      assert.equal(await count(), 0);
      assert.equal((await world.event(high)).unread[chat_id], 1);
      await after_seconds(MINUTE);
      assert.equal(await count(), 1);
    });

    it('what was edited is pushed as it stands, and nothing of it where previews are off', async () => {
      const { message_id } = await sendAndDeliver('first');
      await world.admin.doc(`chats/${chat_id}/messages/${message_id}`).update({ text: 'second' });
      await after_seconds(MINUTE);
      await prefer({ push: { previews: false } });
      await after_seconds(14 * MINUTE);
      assert.deepEqual(await bodies(), ['first', 'second', 'New message']);
    });

    it('a mention passes a mute unless he has switched that off', async () => {
      const muted = { [chat_id]: world.clock.now().plusSeconds(3600) };
      await prefer({ muted });
      await sendAndDeliver('nothing for you');
      await sendAndDeliver(`@user_${high} look`);
      await after_seconds(MINUTE);
      assert.deepEqual(await bodies(), [`@user_${high} look`, `@user_${high} look`]);
      await prefer({ muted, push: { mentions_pass_mute: false } });
      await after_seconds(14 * MINUTE);
      assert.equal(await count(), 2);
    });

    it('a mute that is over mutes no more', async () => {
      await prefer({ muted: { [chat_id]: world.clock.now().plusSeconds(30) } });
      await sendAndDeliver();
      await after_seconds(MINUTE);
      assert.equal(await count(), 1);
    });
  });

  describe('where FCM is down', () => {
    it('for all three: the counters are right, and one push follows for each device', async () => {
      await register(high, 'tablet');
      for (const name of ['phone', 'tablet']) await breakDown(name);
      const { message_id } = await send(world, low, chat_id, 'x');
      const event = await world.messageEvent(chat_id, message_id);
      await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
      for (const seconds of [MINUTE, MINUTE, 13 * MINUTE, MINUTE, MINUTE])
        await after_seconds(seconds);
      const { unread, notify_new_message } = await world.event(high);
      assert.deepEqual([unread[chat_id], notify_new_message], [1, true]);
      assert.deepEqual([await count('phone'), await count('tablet')], [0, 0]);

      for (const name of ['phone', 'tablet']) await world.inbox.forgive(token(name));
      await after_seconds(MINUTE);
      await world.deliver(event);
      for (const seconds of [MINUTE, 20 * MINUTE]) await after_seconds(seconds);
      assert.deepEqual([await count('phone'), await count('tablet')], [1, 1]);
      assert.equal((await world.chat(chat_id)).push_retry_at, null);
    });

    it('for one device: the others do not get the attempt again', async () => {
      await register(high, 'tablet');
      await sendAndDeliver();
      await breakDown('tablet');
      for (const seconds of [MINUTE, MINUTE, MINUTE]) await after_seconds(seconds);
      assert.deepEqual([await count('phone'), await count('tablet')], [2, 1]);
      await world.inbox.forgive(token('tablet'));
      for (const seconds of [MINUTE, MINUTE]) await after_seconds(seconds);
      assert.deepEqual([await count('phone'), await count('tablet')], [2, 2]);
      await after_seconds(15 * MINUTE);
      assert.deepEqual([await count('phone'), await count('tablet')], [3, 3]);
    });

    it('until the message was delivered: no push follows', async () => {
      const { message_number } = await sendAndDeliver();
      await breakDown();
      await after_seconds(MINUTE);
      await world.call(high, 'markDelivered', { chat_id, message_number });
      await world.inbox.forgive(token('phone'));
      for (const seconds of [MINUTE, 15 * MINUTE]) await after_seconds(seconds);
      assert.equal(await count(), 1);
    });

    it('for a day: it is given up, and nothing is left behind', async () => {
      await sendAndDeliver();
      await breakDown();
      await after_seconds(15 * MINUTE);
      await after_seconds(24 * 60 * MINUTE);
      await world.inbox.forgive(token('phone'));
      await after_seconds(MINUTE);
      assert.equal(await count(), 1);
      assert.equal((await world.chat(chat_id)).push_retry_at, null);
      assert.deepEqual((await world.event(high)).push_claims?.[chat_id]?.open, []);
    });

    it('a dead token goes, and the living one is pushed', async () => {
      await register(high, 'tablet');
      await sendAndDeliver();
      await world.inbox.behave(token('phone'), { answer: 'UNREGISTERED' });
      await after_seconds(MINUTE);
      const devices = await world.admin.collection(`users/${high}/devices`).get();
      assert.deepEqual(
        devices.docs.map(({ id }) => id),
        ['tablet'],
      );
      assert.equal(await count('tablet'), 2);
    });
  });

  describe('are not doubled', () => {
    it('by runs at once, nor by runs made again', async () => {
      await sendAndDeliver('a');
      await sendAndDeliver('b');
      for (const seconds of [MINUTE, 14 * MINUTE]) {
        world.clock.advance(seconds);
        await Promise.all([run(), run(), run()]);
        await run();
      }
      assert.deepEqual((await bodies()).toSorted(), ['a', 'a', 'a', 'b', 'b', 'b']);
    });

    it('by events delivered again in between', async () => {
      const { event } = await sendAndDeliver();
      for (const seconds of [0, MINUTE, 14 * MINUTE]) {
        await after_seconds(seconds);
        await Promise.all([world.deliver(event), world.deliver(event)]);
      }
      assert.equal(await count(), 3);
    });

    it('by FCM failing while runs and redeliveries meet', async () => {
      const { event } = await sendAndDeliver();
      await breakDown();
      world.clock.advance(MINUTE);
      await Promise.all([run(), run()]);
      await world.inbox.forgive(token('phone'));
      world.clock.advance(MINUTE);
      await Promise.all([run(), world.deliver(event), run(), world.deliver(event)]);
      assert.equal(await count(), 2);
    });

    it('by a receipt, a message and a run at once', async () => {
      const { message_number } = await sendAndDeliver('a');
      world.clock.advance(MINUTE);
      await Promise.all([
        run(),
        world.call(high, 'markDelivered', { chat_id, message_number }),
        send(world, low, chat_id, 'b'),
        run(),
      ]);
      await world.drain();
      const texts = await bodies();
      assert.equal(texts.filter((text) => text === 'b').length, 1);
      assert.ok(texts.filter((text) => text === 'a').length <= 2);
      const { push_retry_at } = await world.chat(chat_id);
      assert.deepEqual(push_retry_at, world.clock.now().plusSeconds(MINUTE), "b's second attempt");
    });
  });

  it('are bounded: of hundreds the newest hundred are pushed again', async () => {
    const total = 120;
    for (let index = 1; index <= total; index += 1) await send(world, low, chat_id, `${index}`);
    const { total_messages_count } = await world.chat(chat_id);
    await prefer({
      unread: { [chat_id]: total_messages_count },
      push_claims: { [chat_id]: { through: total, open: [] } },
    });
    const { cost } = await world.measure(() => after_seconds(MINUTE));
    assert.equal(await count(), 100);
    assert.equal(cost.writes, 1);
    assert.deepEqual([(await bodies())[0], (await bodies()).at(-1)], ['21', '120']);
    await after_seconds(MINUTE);
    assert.equal(await count(), 100);
  });

  describe('cost', () => {
    const costs = async (act: () => Promise<unknown>, expected: Partial<Cost>): Promise<void> => {
      const { cost } = await world.measure(act);
      const none = { reads: 0, writes: 0, deletes: 0, invocations: 1 };
      assert.deepEqual(cost, { ...none, ...expected });
    };
    const [FOUND, CHAT, MESSAGE, EVENT, DEVICE] = [1, 1, 1, 1, 1];

    it('1 read where nothing is due', () => costs(run, { reads: 1 }));

    it('1 write, and reads for chat, message, recipient and devices', async () => {
      await sendAndDeliver();
      for (const seconds of [MINUTE, 14 * MINUTE]) {
        world.clock.advance(seconds);
        await costs(run, { reads: FOUND + CHAT + MESSAGE + EVENT + DEVICE, writes: 1 });
      }
    });

    it('1 read more for each message more', async () => {
      for (const text of ['a', 'b', 'c']) await sendAndDeliver(text);
      world.clock.advance(MINUTE);
      await costs(run, { reads: FOUND + CHAT + 3 * MESSAGE + EVENT + DEVICE, writes: 1 });
    });

    it('2 reads and 2 writes more where FCM is down, and 1 write more to try again', async () => {
      await sendAndDeliver();
      await breakDown();
      world.clock.advance(MINUTE);
      const reads = FOUND + CHAT + MESSAGE + EVENT + DEVICE;
      await costs(run, { reads: reads + CHAT + EVENT, writes: 1 + 2 });
      await world.inbox.forgive(token('phone'));
      world.clock.advance(MINUTE);
      await costs(run, { reads, writes: 2 });
    });
  });
});
