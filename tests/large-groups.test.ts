import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers, openGroup, uidsOf, type CreatedGroup } from './groups-helpers.ts';
import { newMessageId, send } from './helpers.ts';

describe('a group of 100', () => {
  let world: World;
  let users: string[];
  let chat_id: string;
  const DEVICES = 10;
  before(async () => {
    world = await openWorld();
    users = uidsOf('u', 100);
    await arrangeUsers(world, users);
    chat_id = await openGroup(world, 'u1', users.slice(1));
    for (const uid of users.slice(1, 1 + DEVICES)) {
      await world.call(uid, 'registerDevice', {
        device_id: 'd',
        token: token(uid),
        platform: 'ios',
      });
    }
  });
  after(() => world.close());
  const token = (uid: string) => `${uid}-${world.projectId}`;

  it('a message: 1 read and 4 writes; 1 invocation, and 103 writes in all', async () => {
    const sent = await world.measure(() => send(world, 'u1', chat_id, 'x'));
    assert.deepEqual(sent.cost, { reads: 1, writes: 4, deletes: 0, invocations: 0 });
    const event = await world.messageEvent(chat_id, sent.result.message_id);
    const { cost } = await world.measure(() => world.deliver(event));
    // The chat, and for each of 99 the event document and the devices: a query costs one at least.
    assert.deepEqual(cost, { reads: 2 + 99 + 99, writes: 99, deletes: 0, invocations: 1 });
    assert.ok(sent.cost.writes + cost.writes <= 103);
    const again = await world.measure(() => world.deliver(event));
    assert.deepEqual(again.cost, { reads: 2 + 99, writes: 0, deletes: 0, invocations: 1 });
    for (const uid of users.slice(1, 1 + DEVICES)) {
      assert.equal((await world.inbox.pushes({ token: token(uid) })).length, 1);
    }
  });

  it("a direct write by one who had read everything: 1 write more, the client's own", async () => {
    const message_id = newMessageId();
    await send(world, 'u1', chat_id, 'x');
    await world.drain();
    const CLIENT_WRITE = 1;
    await world.admin.doc(`chats/${chat_id}/messages/${message_id}`).create({
      from_user: 'u1',
      type: 'TEXT',
      text: 'x',
      created: new Date(),
    });
    const { cost } = await world.measure(() => world.drain());
    assert.deepEqual(cost, { reads: 4 + 99 + 99, writes: 4 + 99, deletes: 0, invocations: 1 });
    assert.ok(CLIENT_WRITE + cost.writes <= 104);
  });

  it('reading: 3 reads and 2 writes; a delivery: 2 and 1; however many messages', async () => {
    const { message_number } = await send(world, 'u1', chat_id, 'x');
    await world.drain();
    const read = await world.measure(() =>
      world.call('u2', 'markRead', { chat_id, message_number }),
    );
    assert.deepEqual(read.cost, { reads: 3, writes: 2, deletes: 0, invocations: 0 });
    const delivered = await world.measure(() =>
      world.call('u3', 'markDelivered', { chat_id, message_number }),
    );
    assert.deepEqual(delivered.cost, { reads: 2, writes: 1, deletes: 0, invocations: 0 });
  });
});

describe('a group of 1,000', function () {
  this.timeout(90_000);
  let world: World;
  let users: string[];
  let chat_id: string;
  before(async () => {
    world = await openWorld();
    users = uidsOf('u', 1005);
    await arrangeUsers(world, users);
    // A new account may fill one such group, and no more on the same day.
    const created = world.clock.now().plusSeconds(-7 * 86_400);
    await world.admin.doc('users/u1').update({ created: new Date(created.toMillis()) });
    chat_id = await openGroup(world, 'u1', []);
  });
  after(() => world.close());

  it('is filled by one call, which tells how far it is; who is too many is skipped', async () => {
    const seen: { members: number; adding: unknown }[] = [];
    const stop = world.admin.doc(`chats/${chat_id}`).onSnapshot((chat) => {
      const { length: members } = chat.get('members') as string[];
      seen.push({ members, adding: chat.get('adding.u1') as unknown });
    });
    const { result, cost } = await world.measure(() =>
      world.call<CreatedGroup>('u1', 'addMembers', { chat_id, user_ids: users.slice(1, 1000) }),
    );
    stop();
    assert.deepEqual(result.added, users.slice(1, 1000));
    assert.deepEqual(result.skipped, []);
    const CHUNKS = 10;
    assert.deepEqual(cost, {
      // The chat once before; for each 100 the chat, the actor's profile and event document; 2 for each user.
      reads: 1 + CHUNKS * 3 + 999 * 2,
      // For each 100 the chat, the message and the actor's two documents; 2 for each user.
      writes: CHUNKS * 4 + 999 * 2,
      deletes: 0,
      invocations: 0,
    });
    const chat = await world.group(chat_id);
    assert.equal(chat.members.length, 1000);
    assert.deepEqual(chat.adding, {});
    assert.equal(chat.total_messages_count, 1 + CHUNKS);
    const underWay = seen.filter(({ adding }) => adding !== undefined);
    assert.ok(underWay.length > 0, 'its progress could be watched');
    for (const { members, adding } of underWay) {
      assert.deepEqual(adding, { total: 999, done: members - 1 });
    }
    // As many as a group can hold, and one of them too many.
    const full = await world.call<CreatedGroup>('u1', 'addMembers', {
      chat_id,
      user_ids: [...users.slice(1, 1001), 'u2'],
    });
    assert.deepEqual(full.added, []);
    const last = full.skipped.at(-1);
    assert.deepEqual(last, { user_id: 'u1001', reason: 'GROUP_FULL' });
    assert.equal(full.skipped.length, 1000);
    assert.equal((await world.group(chat_id)).members.length, 1000);
  });

  it('gets a message: 1 invocation, 999 event writes, in a few seconds', async () => {
    const sent = await world.measure(() => send(world, 'u1', chat_id, 'to all'));
    assert.deepEqual(sent.cost, { reads: 1, writes: 4, deletes: 0, invocations: 0 });
    const event = await world.messageEvent(chat_id, sent.result.message_id);
    const start = performance.now();
    const { cost } = await world.measure(() => world.deliver(event));
    const seconds = (performance.now() - start) / 1000;
    assert.deepEqual(cost, { reads: 2 + 999 + 999, writes: 999, deletes: 0, invocations: 1 });
    // The function may take 120 s; the machine of a test may be slow and busy.
    assert.ok(seconds < 40, `${seconds} s`);
    for (const uid of ['u2', 'u500', 'u1000']) {
      const { unread, read, notify_new_message } = await world.event(uid);
      const total = sent.result.message_number ?? 0;
      assert.equal(unread[chat_id], total - (read?.[chat_id] ?? NaN));
      assert.equal(notify_new_message, true);
    }
  });

  it('is made by one call, and by the same call again where that died halfway', async () => {
    const id = newMessageId();
    const create = () =>
      world.call<CreatedGroup>('u1', 'createGroup', {
        title: 'Big',
        user_ids: users.slice(1, 251),
        chat_id: id,
      });
    const { firestore } = world.context.db;
    const batch = firestore.batch.bind(firestore);
    let commits = 0;
    firestore.batch = () => {
      commits += 1;
      if (commits > 2) throw new Error('the instance died');
      return batch();
    };
    await assert.rejects(create());
    firestore.batch = batch;
    const halfway = await world.group(id);
    assert.equal(halfway.members.length, 201);
    assert.deepEqual(halfway.adding, { u1: { total: 250, done: 200 } });
    assert.equal(halfway.total_messages_count, 1, 'its making is told once');
    assert.equal((await world.event('u2')).unread[id], 0);
    const again = await create();
    assert.equal(again.created, false);
    assert.deepEqual(again.added, users.slice(201, 251));
    const { members, adding } = await world.group(id);
    assert.deepEqual(members, users.slice(0, 251));
    assert.deepEqual(adding, {});
  });
});
