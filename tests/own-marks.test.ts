import assert from 'node:assert/strict';

import { FieldValue } from '@google-cloud/firestore';

import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { newChat, openChat, refuses, send, tokenOf } from './helpers.ts';

describe("a user's own marks on a chat", () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  before(async () => {
    world = await openWorld();
    await world.addUser('stranger');
  });
  beforeEach(async () => {
    ({ chat_id, low, high } = await newChat(world));
    await world.call(high, 'registerDevice', { device_id: 'd', token: token(), platform: 'ios' });
  });
  after(() => world.close());

  const token = () => `marks-${low}-${world.projectId}`;
  const pushed = async () => (await world.inbox.pushes({ token: token() })).length;
  const group = () => openGroup(world, low, [high]);
  const leave = (id: string) => world.call(high, 'leaveGroup', { chat_id: id });

  describe('unread', () => {
    const mark = (id = chat_id, uid = high) => world.call(uid, 'markUnread', { chat_id: id });

    for (const kind of ['a direct chat', 'a group'] as const) {
      it(`of ${kind} lowers no number that others see, and falls with reading`, async () => {
        const id = kind === 'a group' ? await group() : chat_id;
        const { message_number } = await send(world, low, id, 'one');
        await world.drain();
        await world.call(high, 'markRead', { chat_id: id, message_number });
        const shared = async () => [
          await world.read(`chats/${id}`),
          await world.read(`chats/${id}/members/${high}`),
        ];
        const before = { shared: await shared(), unread: (await world.event(high)).unread };
        assert.deepEqual(await mark(id), {});
        assert.deepEqual((await world.event(high)).marked_unread, { [id]: true });
        assert.deepEqual(
          { shared: await shared(), unread: (await world.event(high)).unread },
          before,
        );
        await world.call(high, 'markRead', { chat_id: id, message_number });
        assert.deepEqual((await world.event(high)).marked_unread, {});
        assert.deepEqual(await shared(), before.shared);
      });
    }

    for (const kind of ['a direct chat', 'a group'] as const) {
      for (const unread of [0, 1]) {
        it(`of ${kind} stays when he sends with ${unread} unread, until he reads`, async () => {
          const chat_id = kind === 'a group' ? await group() : await openChat(world, low, high);
          if (unread > 0) await send(world, low, chat_id, 'one');
          await world.drain();
          await mark(chat_id);
          const { message_number } = await send(world, high, chat_id, 'an answer');
          const event = await world.event(high);
          assert.deepEqual(event.marked_unread, { [chat_id]: true });
          assert.equal(event.unread[chat_id] ?? 0, 0);
          await world.call(high, 'markRead', { chat_id, message_number });
          assert.deepEqual((await world.event(high)).marked_unread, {});
        });
      }
    }

    it('twice is once', async () => {
      await mark();
      const { cost } = await world.measure(() => mark());
      assert.equal(cost.writes, 0);
    });

    it('is for members', async () => {
      await refuses(mark(chat_id, 'stranger'), 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
      await refuses(mark('nowhere'), 'not-found', 'CHAT_NOT_FOUND', ['chat_id']);
      const id = await group();
      await leave(id);
      await refuses(mark(id), 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
      assert.equal((await world.event(high)).marked_unread?.[id], undefined);
    });

    it('is not for one whom his own document says to have left', async () => {
      const id = await group();
      const own = world.admin.doc(`users-external-event/${high}`);
      await own.update({ [`read.${id}`]: FieldValue.delete() });
      for (const name of ['markUnread', 'muteChat'] as const) {
        const refused = world.call(high, name, { chat_id: id });
        await refuses(refused, 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
      }
      const { marked_unread = {}, muted = {} } = await world.event(high);
      assert.deepEqual([marked_unread[id], muted[id]], [undefined, undefined]);
    });
  });

  describe('muted', () => {
    const mute = (until?: string | null, id = chat_id, uid = high) =>
      world.call(uid, 'muteChat', { chat_id: id, ...(until !== undefined && { until }) });
    const inAnHour = () => world.clock.now().plusSeconds(3600).toRfc3339();
    const arrives = async () => {
      const before = await pushed();
      await send(world, low, chat_id, 'hello');
      await world.drain();
      return (await pushed()) > before;
    };

    it('until a time: counted and flagged, and not pushed, before it', async () => {
      await mute(inAnHour());
      assert.equal(await arrives(), false);
      const event = await world.event(high);
      assert.deepEqual([event.unread[chat_id], event.notify_new_message], [1, true]);
      world.clock.advance(3601);
      assert.equal(await arrives(), true);
    });

    it('for good, until it is lifted', async () => {
      await mute();
      world.clock.advance(86_400 * 365);
      assert.equal(await arrives(), false);
      await mute(null);
      assert.deepEqual((await world.event(high)).muted, {});
      assert.equal(await arrives(), true);
      world.clock.advance(-86_400 * 365);
    });

    it('until a time that has passed is not muted', async () => {
      await mute();
      await mute('2020-01-01T00:00:00Z');
      assert.equal(await arrives(), true);
    });

    it('by one leaves the other his pushes', async () => {
      await mute(undefined, chat_id, low);
      assert.equal(await arrives(), true);
    });

    it('twice is once, and lifting what is not there nothing', async () => {
      const until = inAnHour();
      await mute(until);
      for (const act of [() => mute(until), () => mute(null, chat_id, low)]) {
        assert.equal((await world.measure(act)).cost.writes, 0);
      }
    });

    it('is for members', async () => {
      const foreign = mute(null, chat_id, 'stranger');
      await refuses(foreign, 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
      const id = await group();
      await leave(id);
      await refuses(mute(undefined, id), 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
    });

    for (const until of ['tomorrow', 5, '2026-01-01']) {
      it(`refuses ${until} as a time`, () =>
        refuses(mute(until as string), 'invalid-argument', 'FIELDS_INVALID', ['until']));
    }
  });

  describe('receipts by REST', () => {
    const report = async (body: object, uid = high) =>
      world.rest('POST', `/chats/${chat_id}/receipts`, { body, token: await tokenOf(world, uid) });
    beforeEach(async () => {
      for (const text of ['a', 'b', 'c', 'd']) await send(world, low, chat_id, text);
      await world.drain();
    });

    for (const [body, after] of [
      [{ delivered_number: 3 }, { delivered_number: 3, read_number: 0 }],
      [{ read_number: 2 }, { delivered_number: 2, read_number: 2 }],
      [
        { read_number: 1, delivered_number: 4 },
        { delivered_number: 4, read_number: 1 },
      ],
      [
        { read_number: 3, delivered_number: 1 },
        { delivered_number: 3, read_number: 3 },
      ],
    ]) {
      it(`${JSON.stringify(body)} makes ${JSON.stringify(after)}`, async () => {
        const answer = await report(body ?? {});
        assert.equal(answer.status, 200);
        assert.deepEqual(answer.body, after);
        const chat = await world.chat(chat_id);
        const { delivered_number_user2: delivered_number, read_number_user2: read_number } = chat;
        assert.deepEqual({ delivered_number, read_number }, after);
        assert.equal((await world.event(high)).unread[chat_id], 4 - read_number);
      });
    }

    for (const [what, body, field] of [
      ['nothing', {}, 'read_number'],
      ['more than there is', { delivered_number: 5 }, 'delivered_number'],
      ['more read than there is', { read_number: 5, delivered_number: 5 }, 'read_number'],
      ['a negative number', { read_number: -1 }, 'read_number'],
    ] as const) {
      it(`refuse ${what}`, async () => {
        const answer = await report(body);
        assert.equal(answer.status, 400);
        const { fields } = answer.body['error'] as { fields: { field: string }[] };
        assert.deepEqual(
          fields.map((problem) => problem.field),
          [field],
        );
      });
    }

    it('are for members', async () => {
      assert.equal((await report({ read_number: 1 }, 'stranger')).status, 403);
    });
  });
});
