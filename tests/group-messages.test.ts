import assert from 'node:assert/strict';

import { Instant } from '../functions/src/kernel/instant.ts';
import type { CreatedEvent } from '../testkit/events.ts';
import { seededRandom } from '../testkit/seeded-random.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers, openGroup, uidsOf } from './groups-helpers.ts';
import { newMessageId, refuses, send, writeDirectly } from './helpers.ts';

describe('messages of a group', () => {
  let world: World;
  /** Fresh users for each test, the first is the owner and all have a device. */
  let users: string[];
  let chat_id: string;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    users = uidsOf(`g${count}-`, 4);
    await arrangeUsers(world, users);
    for (const uid of users) {
      await world.call(uid, 'registerDevice', {
        device_id: 'd',
        token: token(uid),
        platform: 'ios',
      });
    }
    chat_id = await openGroup(world, user(1), users.slice(1));
  });
  after(() => world.close());

  const user = (number: number): string => users[number - 1] ?? '';
  const token = (uid: string) => `${uid}-${world.projectId}`;
  const pushed = async (uid: string): Promise<(string | undefined)[]> =>
    (await world.inbox.pushes({ token: token(uid), answered: 'OK' })).map(
      ({ message }) => (message['data'] as { message_id?: string }).message_id,
    );
  const unread = async (uid: string) => (await world.event(uid)).unread[chat_id];
  const member = (uid: string) => world.read(`chats/${chat_id}/members/${uid}`);

  it('reach everybody but their sender: unread, flag, badge and push', async () => {
    const { message_id, message_number } = await send(world, user(2), chat_id, 'hello');
    await world.drain();
    assert.equal(message_number, 2);
    for (const uid of [user(1), user(3), user(4)]) {
      const event = await world.event(uid);
      assert.equal(event.unread[chat_id], 1);
      assert.equal(event.notify_new_message, true);
      assert.deepEqual(await pushed(uid), [message_id], 'and no push of the SYSTEM message');
      const [push] = await world.inbox.pushes({ token: token(uid) });
      assert.deepEqual(push?.message['notification'], {
        title: 'Group',
        body: `user_${user(2)}: hello`,
      });
    }
    const own = await world.event(user(2));
    assert.equal(own.unread[chat_id], 0);
    assert.equal(own.notify_new_message, false);
    assert.deepEqual(await pushed(user(2)), []);
  });

  it('tell who has received and read up to where', async () => {
    await send(world, user(1), chat_id, 'a');
    await send(world, user(1), chat_id, 'b');
    await world.drain();
    await world.call(user(2), 'markDelivered', { chat_id, message_number: 3 });
    await world.call(user(3), 'markRead', { chat_id, message_number: 2 });
    await world.call(user(4), 'markRead', { chat_id, message_number: 3 });
    const numbers = async (uid: string) => {
      const { read_number, delivered_number } = (await member(uid)) ?? {};
      return [read_number, delivered_number];
    };
    assert.deepEqual(await numbers(user(1)), [3, 3]);
    assert.deepEqual(await numbers(user(2)), [1, 3]);
    assert.deepEqual(await numbers(user(3)), [2, 2]);
    assert.deepEqual(await numbers(user(4)), [3, 3]);
    assert.deepEqual(await Promise.all(users.map(unread)), [0, 2, 1, 0]);
    await world.call(user(4), 'markRead', { chat_id, message_number: 1 });
    assert.deepEqual(await numbers(user(4)), [3, 3], 'upwards only');
    const tooFar = world.call(user(4), 'markRead', { chat_id, message_number: 4 });
    await refuses(tooFar, 'invalid-argument', 'MESSAGE_NUMBER_OUT_OF_RANGE');
  });

  it('of both doors, delivered one to three times in any order, end in the same state', async () => {
    const seed = Number(process.env['PARLEY_SEED'] ?? Date.now());
    const random = seededRandom(seed);
    const client = await world.client(await account());
    const writer = users.at(-1) ?? '';
    const events: CreatedEvent[] = [];
    for (let index = 0; index < 8; index += 1) {
      const id =
        index % 2 === 0
          ? (await send(world, user(1), chat_id, `call ${index}`)).message_id
          : await writeDirectly(client, writer, chat_id, `write ${index}`);
      events.push(await world.messageEvent(chat_id, id));
    }
    await world.call(user(1), 'updateGroup', { chat_id, title: 'x' });
    const deliveries = events.flatMap((event) =>
      Array<CreatedEvent>(1 + random.int(3)).fill(event),
    );
    await Promise.all(random.shuffle(deliveries).map((event) => world.deliver(event)));
    await world.drain();
    const chat = await world.group(chat_id);
    const messages = await world.admin
      .collection(`chats/${chat_id}/messages`)
      .orderBy('message_number')
      .get();
    assert.deepEqual(
      messages.docs.map((doc) => doc.get('message_number') as number),
      Array.from({ length: 11 }, (_, index) => index + 1),
      `seed ${seed}`,
    );
    assert.equal(chat.total_messages_count, 11);
    for (const uid of users) {
      const event = await world.event(uid);
      const read = event.read?.[chat_id] ?? NaN;
      assert.equal(event.unread[chat_id], 11 - read, `unread of ${uid}, seed ${seed}`);
      assert.equal((await member(uid))?.read_number, read);
      const texts = messages.docs.filter(
        (doc) => doc.get('type') === 'TEXT' && doc.get('from_user') !== uid,
      );
      const due = texts
        .filter((doc) => Number(doc.get('message_number')) > read)
        .map(({ id }) => id);
      const got = await pushed(uid);
      assert.equal(new Set(got).size, got.length, `nothing is pushed twice, seed ${seed}`);
      assert.deepEqual(
        due.filter((id) => !got.includes(id)),
        [],
        `every unread one was pushed, seed ${seed}`,
      );
      assert.ok(!got.some((id) => !texts.some((doc) => doc.id === id)));
    }
  });

  const nameOf = async (uid: string) => (await world.group(chat_id)).usernames[uid];

  /** Adds a member who has an account, so that a client can sign in as him. */
  async function account(): Promise<string> {
    const uid = `account-${count}-${world.projectId}`;
    await world.addUser(uid);
    await world.call(uid, 'registerDevice', { device_id: 'd', token: token(uid), platform: 'web' });
    await world.call(user(1), 'addMembers', { chat_id, user_ids: [uid] });
    await world.drain();
    users.push(uid);
    return uid;
  }

  it('count also where their group was read just before another run numbered them', async () => {
    const { message_id, message_number } = await send(world, user(1), chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    const ref = world.admin.doc(`chats/${chat_id}`);
    await ref.update({ total_messages_count: (message_number ?? 0) - 1 });
    await world.deliver(event);
    await ref.update({ total_messages_count: message_number });
    assert.equal(await unread(user(2)), 1);
  });

  it('delivered again change nothing', async () => {
    const { message_id } = await send(world, user(1), chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await world.deliver(event);
    const state = async () =>
      Promise.all(users.map(async (uid) => [await world.event(uid), await pushed(uid)]));
    const once = await state();
    world.clock.advance(5);
    const { cost } = await world.measure(() => world.deliver(event));
    assert.deepEqual(cost, { reads: 5, writes: 0, deletes: 0, invocations: 1 });
    assert.deepEqual(await state(), once);
  });

  it('sent before somebody joined are not delivered to him, however late', async () => {
    await arrangeUsers(world, [`late-${count}`]);
    const late = `late-${count}`;
    const { message_id } = await send(world, user(1), chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await world.call(user(1), 'addMembers', { chat_id, user_ids: [late] });
    await world.deliver(event);
    await world.drain();
    assert.equal(await unread(late), 0);
    assert.equal(await unread(user(2)), 2);
  });

  it('do not come to one who is gone by then, nor leave anything with him', async () => {
    const { message_id } = await send(world, user(1), chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await world.call(user(1), 'removeMember', { chat_id, user_id: user(2) });
    await world.deliver(event);
    await world.drain();
    assert.ok(!JSON.stringify(await world.event(user(2))).includes(chat_id));
    assert.deepEqual(await pushed(user(2)), []);
    assert.deepEqual(await pushed(user(3)), [message_id]);
  });

  it('written directly by one who is gone by then are numbered and delivered all the same', async () => {
    const uid = await account();
    const id = await writeDirectly(await world.client(uid), uid, chat_id, 'last words');
    const event = await world.messageEvent(chat_id, id);
    await world.call(uid, 'leaveGroup', { chat_id });
    await world.deliver(event);
    await world.drain();
    assert.equal((await world.read(`chats/${chat_id}/messages/${id}`))?.message_number, 4);
    assert.ok(!JSON.stringify(await world.event(uid)).includes(chat_id));
    assert.equal(await unread(user(2)), 3, 'added, left, and the message');
    assert.deepEqual(await pushed(user(2)), [id]);
  });

  it('written before somebody joined, where he may not see them, show nothing in his push', async () => {
    const uid = await account();
    await world.call(user(1), 'updateGroup', { chat_id, history: 'joined' });
    const client = await world.client(uid);
    const early = await writeDirectly(client, uid, chat_id, 'a secret');
    const event = await world.messageEvent(chat_id, early);
    // By now, by the clock of the server that wrote the message.
    world.clock.set(Instant.fromMillis(Date.now() + 1000));
    await arrangeUsers(world, [`newer-${count}`]);
    const newer = `newer-${count}`;
    await world.call(newer, 'registerDevice', {
      device_id: 'd',
      token: token(newer),
      platform: 'ios',
    });
    await world.call(user(1), 'addMembers', { chat_id, user_ids: [newer] });
    await world.deliver(event);
    const bodies = async (who: string) =>
      (await world.inbox.pushes({ token: token(who) })).map(
        ({ message }) => (message['notification'] as { body?: string }).body,
      );
    assert.deepEqual(await bodies(newer), [`${await nameOf(uid)}: New message`]);
    await send(world, user(1), chat_id, 'for all');
    await world.drain();
    assert.equal((await bodies(newer)).at(-1), `user_${user(1)}: for all`);
  });

  it('are pushed to those who were reached, when others were not', async () => {
    await world.inbox.behave(token(user(2)), { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
    const { message_id } = await send(world, user(1), chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
    await world.inbox.forgive(token(user(2)));
    await world.deliver(event);
    for (const uid of users.slice(1)) assert.deepEqual(await pushed(uid), [message_id]);
  });

  it('whose push waited while their recipient was removed leave nothing with him', async () => {
    await world.inbox.behave(token(user(2)), { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
    const { message_id } = await send(world, user(1), chat_id, 'x');
    const event = await world.messageEvent(chat_id, message_id);
    await Promise.allSettled([
      world.deliver(event),
      world.call(user(1), 'removeMember', { chat_id, user_id: user(2) }),
    ]);
    await world.inbox.forgive(token(user(2)));
    await world.deliver(event);
    assert.ok(!JSON.stringify(await world.event(user(2))).includes(chat_id));
  });

  it('of a channel come from its admins only', async () => {
    await world.call(user(1), 'updateGroup', { chat_id, posting: 'admins' });
    await world.call(user(1), 'setRole', { chat_id, user_id: user(2), role: 'admin' });
    await send(world, user(1), chat_id, 'owner');
    await send(world, user(2), chat_id, 'admin');
    await refuses(send(world, user(3), chat_id, 'x'), 'permission-denied', 'POSTING_ADMINS_ONLY', [
      'chat_id',
    ]);
    await world.call(user(1), 'setRole', { chat_id, user_id: user(2), role: 'member' });
    await refuses(send(world, user(2), chat_id, 'x'), 'permission-denied', 'POSTING_ADMINS_ONLY', [
      'chat_id',
    ]);
    await world.drain();
    assert.equal((await pushed(user(3))).length, 2);
  });

  it('answer a retransmission with the first result, and refuse another sender of the id', async () => {
    const message_id = newMessageId();
    const first = await send(world, user(1), chat_id, 'x', message_id);
    assert.deepEqual(await send(world, user(1), chat_id, 'x', message_id), {
      ...first,
      created: false,
    });
    await refuses(
      send(world, user(2), chat_id, 'x', message_id),
      'already-exists',
      'MESSAGE_ID_TAKEN',
    );
  });
});
