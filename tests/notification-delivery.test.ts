import assert from 'node:assert/strict';

import type { Notification } from '../functions/src/modules/notifications/model.ts';
import { notifyAlways } from '../functions/src/modules/notifications/notify.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import { createdEvent, type CreatedEvent } from '../testkit/events.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { feedOf } from './friend-helpers.ts';
import { openGroup } from './groups-helpers.ts';
import { send } from './helpers.ts';

interface PushedMessage {
  notification: { title: string; body: string };
  data: Record<string, string>;
  apns: { headers: Record<string, string>; payload: { aps: Record<string, unknown> } };
}

describe('what a new entry of the feed sends out', () => {
  let world: World;
  let uid: string;
  let asker: string;
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    [uid, asker] = [`u${index}`, `asker${index}`];
    await world.addUser(uid);
    await world.addUser(asker, { displayName: `Asker ${index}` });
    await register();
    await world.call(uid, 'listSessions');
  });
  after(() => world.close());

  const token = (device = 'phone') => `${device}-${uid}-${world.projectId}`;
  const register = (device = 'phone') =>
    world.call(uid, 'registerDevice', {
      ...{ device_id: device, token: token(device), platform: 'ios' },
    });
  const want = (input: object) => world.call(uid, 'updateSettings', input);
  const received = async (device?: string) =>
    (await world.inbox.pushes({ token: token(device), answered: 'OK' })).map(
      ({ message }) => message as object as PushedMessage,
    );
  const count = async (device?: string) => (await received(device)).length;
  /** Asks for friendship; answers the event of what is told of it. */
  const ask = async (place?: 'unlisted'): Promise<CreatedEvent> => {
    await world.call(asker, 'sendFriendRequest', { user_id: uid });
    const feed = place === undefined ? 'notifications' : 'unlisted-notifications';
    const [entry] = await feedOf(world, uid, feed);
    assert.ok(entry);
    return world.notificationEvent(uid, entry.id, place);
  };
  const delivery = async () => (await feedOf(world, uid))[0]?.delivery;
  const arrange = (fields: object) =>
    world.admin.doc(`users-external-event/${uid}`).update(encodeFields(fields));
  const breakDown = (device?: string) =>
    world.inbox.behave(token(device), { answer: 'UNAVAILABLE', retry_after_seconds: 61 });

  it('is one push to each device, however often the event comes', async () => {
    await register('tablet');
    await arrange({ unread: { x: 3, y: 4 } });
    const event = await ask();
    await Promise.all([world.deliver(event), world.deliver(event)]);
    await world.deliver(event);
    assert.deepEqual([await count(), await count('tablet')], [1, 1]);
    const [push] = await received();
    assert.deepEqual(push?.notification, {
      title: 'Friend request',
      body: `asker_${index} wants to be your friend.`,
    });
    const [entry] = await feedOf(world, uid);
    assert.deepEqual(push?.data, {
      type: 'FRIEND_REQUEST',
      notification_id: entry?.id,
      notification_type: 'FRIEND_REQUEST',
      reference_id: asker,
      reference_username: `asker_${index}`,
    });
    assert.equal(push?.apns.payload.aps['badge'], 7);
    assert.ok(Buffer.byteLength(push?.apns.headers['apns-collapse-id'] ?? '') <= 64);
    assert.deepEqual(await delivery(), { push: true, mail: false, claimed: true, left: [] });
    assert.equal(entry?.read, false);
  });

  it('says of which message a reaction was, and shows it with its chat', async () => {
    const chat_id = await openGroup(world, uid, [asker]);
    await world.drain();
    const { message_id } = await send(world, uid, chat_id, 'hello');
    await world.call(asker, 'reactToMessage', { chat_id, message_id, emoji: '👍', on: true });
    await world.drain();
    const push = (await received()).at(-1);
    assert.deepEqual(
      [push?.data['type'], push?.data['chat_id'], push?.data['message_id']],
      ['NOTIFICATION', chat_id, message_id],
    );
    assert.equal(push?.apns.payload.aps['thread-id'], chat_id);
  });

  it('is a push for the first of several who did the same, with an entry or without', async () => {
    const others = [`p${index}`, `q${index}`];
    for (const other of others) await world.addUser(other);
    const chat_id = await openGroup(world, uid, [asker, ...others]);
    await world.drain();
    const react = async (by: string, message_id: string) => {
      await world.call(by, 'reactToMessage', { chat_id, message_id, emoji: '👍', on: true });
      await world.drain();
    };
    for (const feed of [true, false]) {
      await want({ notifications: { REACTION: { feed } } });
      const { message_id } = await send(world, uid, chat_id, 'hello');
      const before = await count();
      for (const by of [asker, ...others]) await react(by, message_id);
      const places = ['notifications', 'unlisted-notifications'] as const;
      const [entry] = await feedOf(world, uid, places[feed ? 0 : 1]);
      assert.equal(entry?.actors.length, 3);
      const path = `users/${uid}/${places[feed ? 0 : 1]}`;
      const event = await createdEvent(
        world.hosts.firestore,
        world.projectId,
        `${path}/${entry?.id}`,
      );
      await world.deliver(event);
      assert.equal((await count()) - before, 1);
    }
  });

  it('is neither push nor mail for a reaction that was taken back before, nor for it again', async () => {
    const email = `${uid}@example.com`;
    await world.auth.updateUser(uid, { email, emailVerified: true });
    await world.context.accounts.recordEmail(uid, email);
    await want({ notifications: { REACTION: { mail: true } } });
    const chat_id = await openGroup(world, uid, [asker]);
    await world.drain();
    const { message_id } = await send(world, uid, chat_id, 'hello');
    const before = await count();
    for (const on of [true, false]) {
      await world.call(asker, 'reactToMessage', { chat_id, message_id, emoji: '👍', on });
    }
    const [entry] = await feedOf(world, uid);
    const event = await world.notificationEvent(uid, entry?.id ?? '');
    await world.deliver(event);
    await world.call(asker, 'reactToMessage', { chat_id, message_id, emoji: '👍', on: true });
    await world.deliver(event);
    assert.deepEqual([(await count()) - before, await world.mails(email)], [0, []]);
    assert.equal((await feedOf(world, uid))[0]?.read, false, 'it is told in the feed');
  });

  it('is pushed to the one who had asked, when he is accepted', async () => {
    await world.call(uid, 'sendFriendRequest', { user_id: asker });
    await world.call(asker, 'answerFriendRequest', { user_id: uid, accept: true });
    await world.drain();
    assert.deepEqual(
      (await received()).map(({ data }) => [data['type'], data['notification_type']]),
      [['FRIEND_REQUEST', 'FRIEND_ACCEPTED']],
    );
  });

  it('is pushed where it cannot be switched off', async () => {
    await want({ notifications: { FRIEND_REQUEST: { feed: false, push: false } } });
    const texts = { title: 'A warning', body: 'Be kind.' };
    const refs = { actor: null, reference_type: 'report', reference_id: 'r' };
    const news = { uid, id: 'warning-r', type: 'WARNING' as const, ...texts, ...refs };
    await world.context.db.transact(async (tx) => notifyAlways(tx, news, world.clock.now()));
    await world.drain();
    assert.deepEqual(
      (await received()).map(({ notification, data }) => [notification, data['type']]),
      [[texts, 'NOTIFICATION']],
    );
    assert.equal((await world.event(uid)).notify_notification, true);
  });

  it('shows nothing of it where previews are off', async () => {
    await want({ push: { previews: false } });
    await world.deliver(await ask());
    assert.deepEqual(
      (await received()).map(({ notification }) => notification),
      [{ title: 'New notification', body: 'Open the app to see it.' }],
    );
  });

  for (const [name, fields] of [
    ['is shut out', { disabled: true }],
    ['rests', { push: { do_not_disturb: { from: '00:00', to: '23:59', time_zone: 'Etc/UTC' } } }],
  ] as const) {
    it(`is no push to one who ${name}, also not later`, async () => {
      const event = await ask();
      await arrange(fields);
      await world.deliver(event);
      await arrange({ disabled: false, push: {} });
      await world.deliver(event);
      assert.equal(await count(), 0);
    });
  }

  it('is no push of what was read already, or is gone', async () => {
    const event = await ask();
    await world.call(uid, 'markNotificationsRead');
    await world.deliver(event);
    assert.equal(await count(), 0);
    const [entry] = await feedOf(world, uid);
    await world.admin.doc(`users/${uid}/notifications/${entry?.id}`).delete();
    await world.deliver(event);
    assert.equal(await count(), 0);
  });

  it('is nothing where no push is wanted, which reads and writes nothing', async () => {
    await want({ notifications: { FRIEND_REQUEST: { push: false } } });
    const event = await ask();
    const { cost } = await world.measure(() => world.deliver(event));
    assert.deepEqual([cost.reads, cost.writes], [0, 0]);
    assert.equal(await count(), 0);
  });

  it('is a push without an entry where only that is wanted', async () => {
    await want({ notifications: { FRIEND_REQUEST: { feed: false } } });
    const event = await ask('unlisted');
    await world.deliver(event);
    await world.deliver(event);
    assert.equal(await count(), 1);
    assert.deepEqual(await feedOf(world, uid), []);
    const { notifications } = await world.call<{ notifications: Notification[] }>(
      uid,
      'listNotifications',
    );
    assert.deepEqual(notifications, []);
  });

  it('goes again to those devices only that FCM could not take', async () => {
    await register('tablet');
    await breakDown('tablet');
    const event = await ask();
    await assert.rejects(world.deliver(event), /FCM took no push for 1 device/);
    assert.deepEqual((await delivery())?.left, ['tablet']);
    await assert.rejects(world.deliver(event), /FCM took no push for 1 device/);
    await world.inbox.forgive(token('tablet'));
    await world.deliver(event);
    await world.deliver(event);
    assert.deepEqual([await count(), await count('tablet')], [1, 1]);
    assert.deepEqual((await delivery())?.left, []);
  });

  it('forgets a token that FCM calls dead', async () => {
    await world.inbox.behave(token(), { answer: 'UNREGISTERED' });
    await world.deliver(await ask());
    assert.equal(await world.read(`users/${uid}/devices/phone`), undefined);
  });

  it('is lost at most once by a crash between claim and sending, and never doubled', async () => {
    for (const when of ['before', 'after'] as const) {
      asker = `${when}-${asker}`;
      await world.addUser(asker);
      const known = new Set((await feedOf(world, uid)).map(({ id }) => id));
      await world.call(asker, 'sendFriendRequest', { user_id: uid });
      const entry = (await feedOf(world, uid)).find(({ id }) => !known.has(id));
      const event = await world.notificationEvent(uid, entry?.id ?? '');
      const before = await count();
      world.crash((method) => (method === 'Commit' ? when : undefined));
      await assert.rejects(world.deliver(event));
      world.crash(undefined);
      await world.deliver(event);
      await world.deliver(event);
      assert.equal((await count()) - before, when === 'before' ? 1 : 0);
    }
  });

  it('costs 4 reads and 1 write', async () => {
    const event = await ask();
    const { cost } = await world.measure(() => world.deliver(event));
    assert.deepEqual([cost.reads, cost.writes, cost.deletes], [4, 1, 0]);
    const again = await world.measure(() => world.deliver(event));
    assert.deepEqual([again.cost.reads, again.cost.writes], [2, 0]);
  });
});
