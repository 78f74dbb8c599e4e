import assert from 'node:assert/strict';

import { MAX_DEVICES } from '../functions/src/modules/devices/register-device.ts';
import { forgetDevice } from '../functions/src/modules/devices/forget-device.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { newChat, openChat, send } from './helpers.ts';

describe('a push', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    ({ chat_id, low, high } = await newChat(world));
  });
  after(() => world.close());

  const token = (name: string) => `${name}-${low}-${world.projectId}`;
  const register = (uid: string, name: string, device_id = name) =>
    world.call(uid, 'registerDevice', {
      device_id,
      token: token(name),
      platform: 'android',
      app_version: '1.0',
    });
  const sentTo = (name: string) => world.inbox.pushes({ token: token(name), answered: 'OK' });
  const deviceIds = async (uid: string) =>
    (await world.admin.collection(`users/${uid}/devices`).get()).docs.map(({ id }) => id);

  it("reaches each of the recipient's devices once and none of the sender's", async () => {
    await register(high, 'phone');
    await register(high, 'tablet');
    await register(low, 'own');
    const { message_id } = await send(world, low, chat_id, 'hello there');
    await world.drain();
    assert.equal((await sentTo('own')).length, 0);
    assert.equal((await sentTo('tablet')).length, 1);
    const [push, ...more] = await sentTo('phone');
    assert.deepEqual(more, []);
    assert.deepEqual(push?.message, {
      token: token('phone'),
      notification: { title: `user_${low}`, body: 'hello there' },
      data: {
        type: 'NEW_MESSAGE',
        chat_id,
        message_id,
        message_number: '1',
        reference_id: low,
        reference_username: `user_${low}`,
      },
      android: {
        priority: 'high',
        notification: { tag: message_id, notification_count: 1 },
      },
      apns: {
        headers: { 'apns-collapse-id': message_id, 'apns-priority': '10' },
        payload: { aps: { badge: 1, 'thread-id': chat_id, sound: 'default' } },
      },
      webpush: { notification: { tag: message_id } },
    });
  });

  it('carries the sum of unread messages of all chats as its badge', async () => {
    await register(high, 'phone');
    const third = `third-${low}`;
    await world.addUser(third);
    const other = await openChat(world, third, high);
    await send(world, low, chat_id, '1');
    await send(world, low, chat_id, '2');
    await world.drain();
    await send(world, third, other, '3');
    await world.drain();
    const badges = (await sentTo('phone')).map(({ message }) => {
      const { apns } = message as { apns?: { payload: { aps: { badge: number } } } };
      return apns?.payload.aps.badge;
    });
    assert.deepEqual(badges, [2, 2, 3]);
  });

  it('of the longest message fits into what FCM takes', async () => {
    await register(high, 'phone');
    await send(world, low, chat_id, '😀'.repeat(2500));
    await world.drain();
    const [push] = await sentTo('phone');
    const { body } = push?.message['notification'] as { body: string };
    assert.ok(body.length <= 200 && body.isWellFormed() && body.endsWith('😀…'));
  });

  it('to a dead token removes the device, and to a living one does not', async () => {
    await register(high, 'dead');
    await register(high, 'alive');
    await world.inbox.behave(token('dead'), { answer: 'UNREGISTERED' });
    await send(world, low, chat_id, 'x');
    await world.drain();
    assert.deepEqual(await deviceIds(high), ['alive']);
    assert.equal((await sentTo('alive')).length, 1);
    const owners = await world.admin.collection('device-tokens').where('uid', '==', high).get();
    assert.equal(owners.size, 1);
  });

  for (const answer of ['THIRD_PARTY_AUTH_ERROR', 'SENDER_ID_MISMATCH'] as const) {
    it(`that FCM refuses for good (${answer}) is logged, not retried, and removes nothing`, async () => {
      await register(high, 'phone');
      await world.inbox.behave(token('phone'), { answer });
      await send(world, low, chat_id, 'x');
      const logged = world.log.lines.length;
      await world.drain();
      assert.deepEqual(await deviceIds(high), ['phone']);
      assert.match(JSON.stringify(world.log.lines.slice(logged)), /error.*messaging\//);
    });
  }

  for (const answer of ['QUOTA_EXCEEDED', 'UNAVAILABLE', 'INTERNAL'] as const) {
    it(`that meets ${answer} is tried again by redelivery, on the devices that missed it`, async () => {
      await register(high, 'works');
      await register(high, 'fails');
      // Over a minute, the SDK does not wait and try again itself.
      await world.inbox.behave(token('fails'), { answer, retry_after_seconds: 61 });
      const { message_id } = await send(world, low, chat_id, 'x');
      const event = await world.messageEvent(chat_id, message_id);
      await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
      await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
      await world.admin.doc(`users-external-event/${high}`).update({ notify_new_message: false });

      await world.inbox.forgive(token('fails'));
      await world.deliver(event);
      await world.deliver(event);
      assert.equal((await sentTo('works')).length, 1);
      assert.equal((await sentTo('fails')).length, 1);
      const { notify_new_message, unread } = await world.event(high);
      assert.equal(notify_new_message, false, 'a retry of the push does not raise the flag again');
      assert.equal(unread[chat_id], 1);
    });
  }

  it('that waited for FCM while the message was read is not sent', async () => {
    await register(high, 'phone');
    await world.inbox.behave(token('phone'), { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
    const { message_id } = await send(world, low, chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
    await world.call(high, 'markRead', { chat_id, message_number: 1 });
    await world.inbox.forgive(token('phone'));
    await world.deliver(event);
    assert.equal((await sentTo('phone')).length, 0);
  });

  describe('goes to devices', () => {
    it('as registered: the new token of a renewed device, not the old one', async () => {
      await register(high, 'old', 'phone');
      await register(high, 'new', 'phone');
      await send(world, low, chat_id, 'x');
      await world.drain();
      assert.equal((await sentTo('old')).length, 0);
      assert.equal((await sentTo('new')).length, 1);
      const owners = await world.admin.collection('device-tokens').where('uid', '==', high).get();
      assert.equal(owners.size, 1);
    });

    it('that were renewed while FCM said that the old token is dead', async () => {
      await register(high, 'old', 'phone');
      await register(high, 'new', 'phone');
      await forgetDevice(world.context.db, high, 'phone', token('old'));
      assert.deepEqual(await deviceIds(high), ['phone']);
      await send(world, low, chat_id, 'x');
      await world.drain();
      assert.equal((await sentTo('new')).length, 1);
      await forgetDevice(world.context.db, high, 'phone', token('new'));
      assert.deepEqual(await deviceIds(high), []);
    });

    it('of its present owner: a token that changed hands leaves the former user', async () => {
      await register(low, 'shared');
      await register(high, 'shared');
      assert.deepEqual(await deviceIds(low), []);
      await send(world, low, chat_id, 'for high');
      await world.drain();
      assert.equal((await sentTo('shared')).length, 1);
      await send(world, high, chat_id, 'for low');
      await world.drain();
      assert.equal((await sentTo('shared')).length, 1);
    });

    it('until they are unregistered, which may be asked for twice', async () => {
      await register(high, 'phone');
      await world.call(high, 'unregisterDevice', { device_id: 'phone' });
      await world.call(high, 'unregisterDevice', { device_id: 'phone' });
      await send(world, low, chat_id, 'x');
      await world.drain();
      assert.equal((await sentTo('phone')).length, 0);
      const owners = await world.admin.collection('device-tokens').where('uid', '==', high).get();
      assert.equal(owners.size, 0);
    });

    it('however many register at once', async () => {
      const names = Array.from({ length: 15 }, (_, index) => `at-once-${index}`);
      await Promise.all(names.map((name) => register(high, name)));
      assert.deepEqual((await deviceIds(high)).toSorted(), names.toSorted());
      const owners = await world.admin.collection('device-tokens').where('uid', '==', high).get();
      assert.equal(owners.size, names.length);
    });

    it('of one of two who claim the same token at once', async () => {
      await Promise.all([register(low, 'shared'), register(high, 'shared')]);
      const holders = [...(await deviceIds(low)), ...(await deviceIds(high))];
      assert.deepEqual(holders, ['shared']);
    });

    it(`of at most ${MAX_DEVICES}: the one renewed longest ago makes room`, async () => {
      for (let index = 0; index < MAX_DEVICES; index += 1) {
        world.clock.advance(1);
        await register(high, `d${index}`);
      }
      world.clock.advance(1);
      await register(high, 'd0');
      await register(high, 'one-more');
      const ids = await deviceIds(high);
      assert.equal(ids.length, MAX_DEVICES);
      assert.ok(ids.includes('d0') && ids.includes('one-more') && !ids.includes('d1'));
    });
  });
});
