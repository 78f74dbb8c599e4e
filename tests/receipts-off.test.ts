import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import { encodeFields } from '../functions/src/store/codec.ts';
import type { Progress } from '../functions/src/modules/receipts/raise-receipt.ts';
import { openWorld, type Cost, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { newChat, openChat, send, writeDirectly } from './helpers.ts';

describe('read receipts that are switched off', () => {
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

  const receipts = (uid: string, read_receipts: boolean) =>
    world.call(uid, 'updateSettings', { read_receipts });
  const off = (uid: string) => receipts(uid, false);
  const on = (uid: string) => receipts(uid, true);
  const mark = (
    uid: string,
    name: 'markRead' | 'markDelivered',
    message_number: number,
    id = chat_id,
  ) => world.call<Progress>(uid, name, { chat_id: id, message_number });
  const sendAll = async (uid: string, texts: string[], id = chat_id) => {
    for (const text of texts) await send(world, uid, id, text);
    await world.drain();
  };
  const unread = async (uid: string, id = chat_id) => (await world.event(uid)).unread[id];
  const member = (uid: string, id: string) => world.read(`chats/${id}/members/${uid}`);

  describe('in a direct chat', () => {
    for (const [who, switching] of [
      ['the reader', () => [high]],
      ['the other', () => [low]],
      ['both', () => [low, high]],
    ] as const) {
      it(`by ${who}: reading changes nothing that the other can see`, async () => {
        for (const uid of switching()) await off(uid);
        await sendAll(low, ['a', 'b', 'c']);
        await mark(high, 'markDelivered', 3);
        const before = await world.chat(chat_id);
        world.clock.advance(1);
        assert.deepEqual(await mark(high, 'markRead', 2), { delivered_number: 3, read_number: 2 });
        assert.equal(await unread(high), 1);
        assert.deepEqual(await mark(high, 'markRead', 3), { delivered_number: 3, read_number: 3 });
        assert.equal(await unread(high), 0);
        assert.deepEqual(await world.chat(chat_id), before, 'not even when it was');
        assert.equal((await world.event(high)).notify_new_message, false);
      });
    }

    it('what arrives is told as ever, and so is an answer', async () => {
      await off(high);
      await sendAll(low, ['a', 'b']);
      await mark(high, 'markRead', 2);
      const chat = await world.chat(chat_id);
      assert.deepEqual([chat.delivered_number_user2, chat.read_number_user2], [2, 0]);
      assert.equal(chat.notify_new_message_to_user2, false, 'it would tell of reading else');
      await send(world, high, chat_id, 'an answer');
      assert.equal((await world.chat(chat_id)).read_number_user2, 3);
      assert.equal(await unread(high), 0);
    });

    it('unread and badge are right on all of the reader’s devices', async () => {
      await off(low);
      const [phone, tablet] = [await world.client(high), await world.client(high)];
      const token = `t-${high}-${world.projectId}`;
      await world.call(high, 'registerDevice', { device_id: 'd', token, platform: 'ios' });
      await sendAll(low, ['a', 'b', 'c']);
      // One device has read more than the other knows.
      await mark(high, 'markRead', 3);
      assert.deepEqual(await mark(high, 'markRead', 1), { delivered_number: 3, read_number: 3 });
      assert.deepEqual(await mark(high, 'markDelivered', 2), {
        delivered_number: 3,
        read_number: 3,
      });
      await sendAll(low, ['d']);
      for (const { firestore } of [phone, tablet]) {
        const event = await getDoc(doc(firestore, `users-external-event/${high}`));
        assert.deepEqual(event.get('unread'), { [chat_id]: 1 });
      }
      const badges = (await world.inbox.pushes({ token })).map(
        ({ message }) =>
          (message as { apns?: { payload: { aps: { badge: number } } } }).apns?.payload.aps.badge,
      );
      assert.equal(badges.at(-1), 1);
    });

    it('switched on again, the chat shows what both have truly read, and goes on from there', async () => {
      await off(high);
      await sendAll(low, ['a', 'b', 'c']);
      await mark(high, 'markRead', 2);
      const client = await world.client(high);
      await writeDirectly(client, high, chat_id, 'not having seen c');
      await world.drain();
      await mark(low, 'markRead', 4);
      await on(high);
      const chat = await world.chat(chat_id);
      assert.deepEqual(chat.receipts_off_by, []);
      assert.deepEqual([chat.read_number_user1, chat.read_number_user2], [4, 2]);
      assert.deepEqual([chat.last_msg_read_by_user1, chat.last_msg_read_by_user2], [true, false]);
      for (const uid of [low, high]) assert.deepEqual((await world.event(uid)).read, {});
      assert.equal(await unread(high), 2);
      // A report of what was read before does not raise the count.
      assert.deepEqual(await mark(high, 'markRead', 1), { delivered_number: 2, read_number: 2 });
      assert.equal(await unread(high), 2);
      await mark(high, 'markRead', 4);
      assert.equal((await world.chat(chat_id)).read_number_user2, 4);
      assert.equal(await unread(high), 0);
    });

    for (const [who, switching] of [
      ['the writer', () => high],
      ['the other', () => low],
    ] as const) {
      it(`by ${who}: what one writes oneself, directly, is never unread to him`, async () => {
        await sendAll(low, ['a']);
        await off(switching());
        await mark(high, 'markRead', 1);
        const client = await world.client(high);
        for (const text of ['b', 'c', 'd']) {
          await writeDirectly(client, high, chat_id, text);
          await world.drain();
        }
        const { read_number_user2, last_msg_read_by_user2 } = await world.chat(chat_id);
        assert.deepEqual([read_number_user2, last_msg_read_by_user2], [0, false]);
        assert.equal((await world.event(high)).read?.[chat_id], 4);
        assert.equal(await unread(high), 0);
        await sendAll(low, ['e']);
        assert.equal(await unread(high), 1);
        await mark(high, 'markRead', 5);
        await on(switching());
        const chat = await world.chat(chat_id);
        assert.deepEqual([chat.read_number_user2, chat.last_msg_read_by_user2], [5, true]);
      });
    }

    it('switched on again, the chat shows that a writer had read before he wrote directly', async () => {
      await off(high);
      await sendAll(low, ['a']);
      await mark(high, 'markRead', 1);
      const client = await world.client(high);
      const id = await writeDirectly(client, high, chat_id, 'b');
      const event = await world.messageEvent(chat_id, id);
      const { cost } = await world.measure(() => world.deliver(event));
      assert.deepEqual([cost.reads, cost.writes], [5, 4]);
      await on(high);
      const chat = await world.chat(chat_id);
      assert.deepEqual([chat.read_number_user2, chat.last_msg_read_by_user2], [2, true]);
      assert.equal(await unread(high), 0);
    });

    it('of both, one switched on alone shows nothing', async () => {
      await off(low);
      await off(high);
      await sendAll(low, ['a']);
      await mark(high, 'markRead', 1);
      await on(high);
      const chat = await world.chat(chat_id);
      assert.deepEqual([chat.receipts_off_by, chat.read_number_user2], [[low], 0]);
      assert.equal((await world.event(high)).read?.[chat_id], 1);
      await on(low);
      assert.equal((await world.chat(chat_id)).read_number_user2, 1);
    });

    it('what was read before stays shown', async () => {
      await sendAll(low, ['a', 'b']);
      await mark(high, 'markRead', 1);
      await off(high);
      await mark(high, 'markRead', 2);
      assert.equal((await world.chat(chat_id)).read_number_user2, 1);
    });
  });

  describe('in a group', () => {
    let group: string;
    beforeEach(async () => {
      group = await openGroup(world, low, [high]);
    });
    /** What tells of the group is its first message. */
    const CREATED = 1;

    it('his number stands still, the count is right, and he sees nobody’s', async () => {
      await sendAll(low, ['a'], group);
      await mark(high, 'markRead', CREATED + 1, group);
      await off(high);
      await sendAll(low, ['b', 'c'], group);
      await mark(high, 'markRead', CREATED + 3, group);
      const { read_number, delivered_number, receipts_off } = (await member(high, group)) ?? {};
      assert.deepEqual(
        [read_number, delivered_number, receipts_off],
        [CREATED + 1, CREATED + 3, true],
      );
      assert.equal(await unread(high, group), 0);
      const [his, lows] = [await world.client(high), await world.client(low)];
      await assert.rejects(getDoc(doc(his.firestore, `chats/${group}/members/${low}`)), {
        code: 'permission-denied',
      });
      const shown = await getDoc(doc(lows.firestore, `chats/${group}/members/${high}`));
      assert.equal(shown.get('read_number'), CREATED + 1);
    });

    const stillAt = async (uid: string, number: number) => {
      const { read_number } = (await member(uid, group)) ?? {};
      assert.equal(read_number, number);
      const { total_messages_count: total } = await world.group(group);
      assert.equal((await world.event(uid)).read?.[group], total, 'he has truly read all');
      assert.equal(await unread(uid, group), 0);
    };

    it('what he does and what he writes himself tell nothing; an answer by callable does', async () => {
      await off(low);
      await sendAll(high, ['a'], group);
      await mark(low, 'markRead', CREATED + 1, group);
      await stillAt(low, CREATED);
      await world.call(low, 'updateGroup', { chat_id: group, title: 'Another' });
      await stillAt(low, CREATED);
      await world.call(low, 'setRole', { chat_id: group, user_id: high, role: 'admin' });
      await stillAt(low, CREATED);
      const third = `third-${low}`;
      await world.addUser(third);
      await world.call(low, 'addMembers', { chat_id: group, user_ids: [third] });
      await stillAt(low, CREATED);
      await world.call(low, 'removeMember', { chat_id: group, user_id: third });
      await stillAt(low, CREATED);
      await writeDirectly(await world.client(low), low, group, 'by myself');
      await world.drain();
      await stillAt(low, CREATED);
      const { message_number } = await send(world, low, group, 'an answer');
      assert.ok(message_number !== null);
      await stillAt(low, message_number);
    });

    it('nor does a direct write tell anything where the group numbers in batches', async () => {
      await off(low);
      await sendAll(high, ['a'], group);
      await mark(low, 'markRead', CREATED + 1, group);
      const busy_until = world.clock.now().plusSeconds(60);
      await world.admin.doc(`chats/${group}`).update(encodeFields({ busy_until }));
      await writeDirectly(await world.client(low), low, group, 'by myself');
      await world.drain();
      await stillAt(low, CREATED);
      await send(world, low, group, 'an answer');
      await world.drain();
      await stillAt(low, (await world.group(group)).total_messages_count);
    });

    it('switched on again, his number is what he has read', async () => {
      await off(high);
      await sendAll(low, ['a', 'b'], group);
      await mark(high, 'markRead', CREATED + 2, group);
      await on(high);
      const { read_number, receipts_off } = (await member(high, group)) ?? {};
      assert.deepEqual([read_number, receipts_off], [CREATED + 2, undefined]);
      assert.equal(
        (await world.event(high)).read?.[group],
        CREATED + 2,
        'which makes him a member',
      );
      const his = await world.client(high);
      const lows = await getDoc(doc(his.firestore, `chats/${group}/members/${low}`));
      assert.equal(lows.get('read_number'), CREATED + 2);
    });
  });

  describe('carried to many chats', () => {
    it('reaches all, may be repeated, and makes good what broke off', async () => {
      const others = Array.from({ length: 24 }, (_, index) => `peer-${low}-${index}`);
      const chats = [chat_id];
      for (const uid of others) {
        await world.addUser(uid);
        chats.push(await openChat(world, high, uid));
      }
      await off(high);
      const all = async () => await Promise.all(chats.map((id) => world.chat(id)));
      const offs = async () => (await all()).map(({ receipts_off_by }) => receipts_off_by);
      assert.deepEqual(await offs(), Array(25).fill([high]));
      await world.admin.doc(`chats/${chat_id}`).update({ receipts_off_by: [] });
      await off(high);
      assert.deepEqual(await offs(), Array(25).fill([high]));
      const before = await all();
      await off(high);
      assert.deepEqual(await all(), before, 'nothing is written again');
    });

    it('at once with its opposite, reading and sending, is right at rest', async () => {
      const group = await openGroup(world, low, [high]);
      await sendAll(low, ['a', 'b', 'c']);
      await sendAll(low, ['a', 'b', 'c'], group);
      for (const [first, second] of [
        [false, true],
        [true, false],
        [false, true],
      ] as const) {
        await Promise.all([
          receipts(high, first),
          receipts(high, second),
          mark(high, 'markRead', 2),
          mark(low, 'markRead', 3),
          mark(high, 'markRead', 2, group),
          send(world, low, chat_id, 'x'),
          send(world, low, group, 'x'),
        ]);
        await world.drain();
        const event = await world.event(high);
        const is_off = event.receipts_off === true;
        for (const id of [chat_id, group]) {
          const { total_messages_count } = await world.chat(id);
          const read = Math.max(2, event.read?.[id] ?? 0);
          assert.equal(event.unread[id], total_messages_count - read, id);
        }
        const chat = await world.chat(chat_id);
        assert.equal(chat.receipts_off_by?.includes(high) ?? false, is_off);
        if (!is_off) {
          assert.equal(chat.read_number_user2, 2);
          assert.equal(event.read?.[chat_id], undefined);
        }
        const { read_number, receipts_off } = (await member(high, group)) ?? {};
        assert.equal(receipts_off === true, is_off);
        if (!is_off) assert.equal(read_number, 2);
      }
    });

    it('costs what it says', async () => {
      await openGroup(world, low, [high]);
      const costs = async (act: () => Promise<unknown>, reads: number, writes: number) => {
        const { cost } = await world.measure(act);
        const expected: Cost = { reads, writes, deletes: 0, invocations: 0 };
        assert.deepEqual(cost, expected);
      };
      const LIMIT = 1;
      const [SETTINGS, EVENT, LISTED, MEMBER, CHUNK, CHAT, PEER] = [1, 1, 2, 1, 1, 1, 1];
      // Whether a group has the setting is in the member document, and read in any case.
      const looking = LIMIT + SETTINGS + EVENT + LISTED + CHUNK + MEMBER;
      const setting = LIMIT + 2;
      await costs(() => off(high), looking + CHAT, setting + CHUNK + CHAT + MEMBER);
      await costs(() => off(high), looking, setting);
      await costs(() => on(high), looking + CHAT + PEER, setting + CHUNK + CHAT + MEMBER + PEER);
    });
  });

  it('cost: markRead 2 reads and 2 writes in a direct chat, then 2 and 1', async () => {
    await off(low);
    await sendAll(low, ['a', 'b']);
    const { cost } = await world.measure(() => mark(high, 'markRead', 1));
    assert.deepEqual([cost.reads, cost.writes], [2, 2]);
    await mark(high, 'markDelivered', 2);
    const { cost: read } = await world.measure(() => mark(high, 'markRead', 2));
    assert.deepEqual([read.reads, read.writes], [2, 1]);
  });
});
