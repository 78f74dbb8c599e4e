import assert from 'node:assert/strict';

import type { DirectChat } from '../functions/src/modules/chats/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { newChat, openChat, refuses, send, writeDirectly } from './helpers.ts';

describe('a block', () => {
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

  const block = (by: string, user_id: string) => world.call(by, 'blockUser', { user_id });
  const unblock = (by: string, user_id: string) => world.call(by, 'unblockUser', { user_id });
  const token = (uid: string) => `${uid}-${world.projectId}`;
  const register = (uid: string) =>
    world.call(uid, 'registerDevice', { device_id: 'd', token: token(uid), platform: 'ios' });
  const pushedTo = async (uid: string) => (await world.inbox.pushes({ token: token(uid) })).length;
  const documentOf = (by: string, uid: string) => world.read(`users/${by}/blocks/${uid}`);
  const blockedBy = async () => (await world.chat(chat_id)).blocked_by;

  it('is written down in three places, and lifted in all of them', async () => {
    await block(low, high);
    assert.deepEqual(await documentOf(low, high), { created: world.clock.now() });
    assert.deepEqual((await world.event(low)).blocked_users, { [high]: true });
    assert.deepEqual(await blockedBy(), [low]);
    assert.equal((await world.event(high)).blocked_users, undefined, 'the other is not told');
    assert.equal(await documentOf(high, low), undefined);

    await unblock(low, high);
    assert.equal(await documentOf(low, high), undefined);
    assert.deepEqual((await world.event(low)).blocked_users, {});
    assert.deepEqual(await blockedBy(), []);
  });

  it('of each other is two, and each lifts his own only', async () => {
    await block(low, high);
    await block(high, low);
    assert.deepEqual(await blockedBy(), [low, high]);
    await unblock(low, high);
    assert.deepEqual(await blockedBy(), [high]);
    await unblock(low, high);
    assert.deepEqual(await blockedBy(), [high], 'the other one stands, however often he tries');
    assert.ok(await documentOf(high, low));
    await refuses(send(world, low, chat_id, 'x'), 'permission-denied', 'USER_BLOCKED', ['chat_id']);
  });

  it('before there is a chat keeps either from opening one; afterwards they may', async () => {
    const third = `third-${low}`;
    await world.addUser(third);
    await block(low, third);
    for (const [by, other] of [
      [low, third],
      [third, low],
    ] as const) {
      const { cost } = await world.measure(() =>
        refuses(openChat(world, by, other), 'permission-denied', 'USER_BLOCKED', ['user_id']),
      );
      assert.equal(cost.writes, 0);
    }
    await unblock(low, third);
    const opened = await openChat(world, third, low);
    assert.deepEqual(
      ((await world.read(`chats/${opened}`)) as DirectChat | undefined)?.blocked_by,
      [],
    );
  });

  it('leaves the chat to be found and read to the end', async () => {
    await send(world, high, chat_id, 'before');
    await world.drain();
    await block(low, high);
    const again = await world.call<{ created: boolean }>(low, 'createChat', { user_id: high });
    assert.equal(again.created, false);
    await world.call(low, 'markRead', { chat_id, message_number: 1 });
    assert.equal((await world.event(low)).unread[chat_id], 0);
  });

  it('of oneself, of nobody and of too many is refused', async () => {
    await refuses(block(low, low), 'invalid-argument', 'USER_IS_SELF', ['user_id']);
    await refuses(unblock(low, low), 'invalid-argument', 'USER_IS_SELF', ['user_id']);
    await refuses(block(low, 'nobody'), 'not-found', 'USER_NOT_FOUND', ['user_id']);
    const many = Array.from({ length: 2000 }, (_, index) => [`x${index}`, true]);
    const event = world.admin.doc(`users-external-event/${low}`);
    await event.update({ blocked_users: Object.fromEntries(many) as object });
    await refuses(block(low, high), 'failed-precondition', 'TOO_MANY_BLOCKED');
    await event.update({ blocked_users: Object.fromEntries(many.slice(1)) as object });
    await block(low, high);
  });

  it('of a user who is disabled or gone can be lifted', async () => {
    await block(low, high);
    await world.admin.doc(`users/${high}`).delete();
    await unblock(low, high);
    assert.deepEqual(await blockedBy(), []);
  });

  it('does not touch the chat of another pair whose ids join to the same', async () => {
    const [a, b_c, a_b, c] = [`a${low}`, `b_c`, `a${low}_b`, 'c'];
    for (const uid of [a, b_c, a_b, c]) {
      if ((await world.read(`users/${uid}`)) === undefined) await world.addUser(uid);
    }
    const theirs = await openChat(world, a_b, c);
    await block(a, b_c);
    assert.deepEqual((await world.chat(theirs)).blocked_by, []);
    assert.ok(await documentOf(a, b_c));
  });

  describe('and messages that were on their way', () => {
    for (const door of ['by callable', 'directly'] as const) {
      for (const by of ['the recipient', 'the sender'] as const) {
        it(`sent ${door} just before ${by} blocked: numbered and counted, not pushed`, async () => {
          await register(high);
          if (door === 'by callable') await send(world, low, chat_id, 'x');
          else await writeDirectly(await world.client(low), low, chat_id, 'x');
          await (by === 'the sender' ? block(low, high) : block(high, low));
          await world.drain();
          const chat = await world.chat(chat_id);
          assert.equal(chat.total_messages_count, 1);
          assert.equal(chat.last_message?.message_number, 1);
          assert.deepEqual((await world.event(high)).unread, { [chat_id]: 1 });
          assert.equal(await pushedTo(high), 0);
          await world.call(high, 'markRead', { chat_id, message_number: 1 });
          assert.deepEqual((await world.event(high)).unread, { [chat_id]: 0 });
        });
      }
    }

    it('are not pushed later, when the block is lifted and the event comes again', async () => {
      await register(high);
      const { message_id } = await send(world, low, chat_id, 'x');
      const event = await world.messageEvent(chat_id, message_id);
      await block(high, low);
      await world.deliver(event);
      await unblock(high, low);
      await world.deliver(event);
      assert.equal(await pushedTo(high), 0);
      await send(world, low, chat_id, 'afterwards');
      await world.drain();
      assert.equal(await pushedTo(high), 1);
    });
  });

  describe('between members of a group', () => {
    const third = () => `third-${low}`;
    let group: string;
    beforeEach(async () => {
      group = `group${low}`;
      await world.addUser(third());
      await putGroup(world, group, [low, high, third()]);
      for (const uid of [low, high, third()]) await register(uid);
    });

    for (const door of ['by callable', 'directly'] as const) {
      it(`keeps a message sent ${door} from being pushed to the blocker, and no more`, async () => {
        await block(high, low);
        if (door === 'by callable') await send(world, low, group, 'hello');
        else await writeDirectly(await world.client(low), low, group, 'hello');
        await world.drain();
        assert.equal(await pushedTo(high), 0);
        assert.equal(await pushedTo(third()), 1);
        for (const uid of [high, third()]) {
          const event = await world.event(uid);
          assert.equal(event.unread[group], 1);
          assert.equal(event.notify_new_message, true);
        }
        await world.call(high, 'markRead', { chat_id: group, message_number: 1 });
        assert.equal((await world.event(high)).unread[group], 0);
      });
    }

    it('lets the blocker write, and be pushed to others but the one he blocked', async () => {
      await block(high, low);
      await send(world, high, group, 'hello');
      await world.drain();
      assert.equal(await pushedTo(third()), 1);
      assert.equal(await pushedTo(low), 0);
      assert.equal((await world.group(group)).total_messages_count, 1);
      assert.equal((await world.event(low)).unread[group], 1);
    });
  });
});

/** A group as it stands after it was made, with nothing sent yet. */
async function putGroup(world: World, chat_id: string, members: string[]): Promise<void> {
  const now = new Date();
  await world.admin.doc(`chats/${chat_id}`).set({
    type: 'group',
    title: 'Friends',
    photo_url: null,
    members,
    roles: Object.fromEntries(members.map((uid, index) => [uid, index === 0 ? 'owner' : 'member'])),
    posting: 'all',
    history: 'all',
    usernames: Object.fromEntries(members.map((uid) => [uid, `user_${uid}`])),
    total_messages_count: 0,
    last_message_timestamp: null,
    last_message: null,
    started: false,
    active: true,
    created: now,
    modified: now,
  });
  for (const uid of members) {
    const numbers = { joined_number: 0, read_number: 0, delivered_number: 0 };
    await world.admin.doc(`chats/${chat_id}/members/${uid}`).set({ joined: now, ...numbers });
    const event = { unread: { [chat_id]: 0 }, read: { [chat_id]: 0 } };
    await world.admin.doc(`users-external-event/${uid}`).set(event, { merge: true });
  }
}
