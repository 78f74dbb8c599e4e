import assert from 'node:assert/strict';

import type { WireMessage } from '../functions/src/modules/messages/wire-message.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { openChat, refuses, send, tokenOf, writeDirectly } from './helpers.ts';

interface Page {
  messages: WireMessage[];
  next_before: number | string | null;
}

describe('fetching messages', () => {
  let world: World;
  let chat_id: string;
  let ids: string[];
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', '4']) await world.addUser(uid);
  });
  after(() => world.close());

  const fetchPage = (input: object = {}, uid = '1') =>
    world.call<Page>(uid, 'fetchMessages', { chat_id, ...input });
  const numbers = ({ messages }: Page) => messages.map(({ message_number }) => message_number);
  const down = (from: number, to: number) =>
    Array.from({ length: from - to + 1 }, (_, index) => from - index);
  /** All pages, from the first. */
  const allPages = async (limit: number, uid = '1', first?: string): Promise<Page[]> => {
    const pages: Page[] = [];
    for (let before: number | string | null | undefined = first; before !== null;) {
      const page = await fetchPage({ limit, ...(before !== undefined && { before }) }, uid);
      pages.push(page);
      before = page.next_before;
    }
    return pages;
  };

  describe('of a direct chat of 40', () => {
    before(async () => {
      chat_id = await openChat(world, '1', '2');
      ids = [];
      for (let number = 1; number <= 40; number += 1) {
        world.clock.advance(1);
        ids.push((await send(world, number % 3 ? '1' : '2', chat_id, `text ${number}`)).message_id);
      }
    });

    it('answers 15, the newest first, and where to go on', async () => {
      const page = await fetchPage();
      assert.deepEqual(numbers(page), down(40, 26));
      assert.equal(page.next_before, 26);
      const { created, ...newest } = page.messages[0] ?? {};
      assert.match(created ?? '', /^\d{4}-.*Z$/);
      assert.deepEqual(newest, {
        ...{ message_id: ids[39], message_number: 40, from_user: '1', type: 'TEXT' },
        ...{ text: 'text 40', edited: false, deleted: false, reactions: {} },
      });
    });

    for (const limit of [1, 7, 20, 40, 100]) {
      it(`in pages of ${limit} shows each once, in order, and ends`, async () => {
        const pages = await allPages(limit);
        assert.deepEqual(pages.flatMap(numbers), down(40, 1));
        assert.equal(pages.length, Math.ceil(40 / limit));
      });
    }

    it('goes on before a number, exclusively', async () => {
      assert.deepEqual(numbers(await fetchPage({ before: 4 })), [3, 2, 1]);
      assert.deepEqual(await fetchPage({ before: 1 }), { messages: [], next_before: null });
      assert.deepEqual(await fetchPage({ before: 0 }), { messages: [], next_before: null });
      assert.deepEqual(numbers(await fetchPage({ before: 9999, limit: 2 })), [40, 39]);
    });

    it('goes on before a time, exclusively', async () => {
      const all = (await fetchPage({ limit: 100 })).messages;
      const tenth = all.find(({ message_number }) => message_number === 10);
      assert.ok(tenth);
      const page = await fetchPage({ before: tenth.created, limit: 4 });
      assert.deepEqual(numbers(page), [9, 8, 7, 6]);
      assert.deepEqual(numbers(await fetchPage({ before: page.next_before, limit: 2 })), [5, 4]);
      for (const [before, expected] of [
        ['1960-01-01T00:00:00Z', []],
        ['0000-01-01T00:00:00Z', []],
        ['9999-12-31T23:59:59+02:00', [40]],
      ] as const) {
        assert.deepEqual(numbers(await fetchPage({ before, limit: 1 })), expected, before);
      }
    });

    for (const [what, input, field] of [
      ['a limit of 0', { limit: 0 }, 'limit'],
      ['a limit of 101', { limit: 101 }, 'limit'],
      ['half a limit', { limit: 1.5 }, 'limit'],
      ['a negative number', { before: -1 }, 'before'],
      ['a day', { before: '2026-01-01' }, 'before'],
      ['a word', { before: 'now' }, 'before'],
      ['a position of another kind', { before: 'W10' }, 'before'],
      ['a field nobody knows', { after: 1 }, 'after'],
    ] as const) {
      it(`refuses ${what}`, () =>
        refuses(fetchPage(input), 'invalid-argument', 'FIELDS_INVALID', [field]));
    }

    it('is for members', async () => {
      await refuses(fetchPage({}, '3'), 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
      const nowhere = world.call('1', 'fetchMessages', { chat_id: 'nowhere' });
      await refuses(nowhere, 'not-found', 'CHAT_NOT_FOUND', ['chat_id']);
    });

    it('is served by REST as well', async () => {
      const token = await tokenOf(world, '1');
      const get = (query: string) =>
        world.rest('GET', `/chats/${chat_id}/messages${query}`, { token });
      const first = await get('?before=&limit=15');
      assert.equal(first.status, 200);
      assert.deepEqual(first.body, { ...(await fetchPage()) });
      const next = await get('/?limit=3&before=10');
      assert.deepEqual(numbers(next.body as unknown as Page), [9, 8, 7]);
      assert.equal(first.headers.get('cache-control'), 'no-store');
      for (const query of ['?limit=101', '?limit=x', '?before=x', '?limit=-1']) {
        assert.equal((await get(query)).status, 400, query);
      }
      const time = first.body.messages[1]?.created;
      const by_time = await get(`?limit=1&before=${time}`);
      assert.deepEqual(numbers(by_time.body as unknown as Page), [38]);
    });
  });

  describe('of a chat that changes', () => {
    let users: [string, string];
    let pair = 10;
    beforeEach(async () => {
      pair += 2;
      users = [`${pair}`, `${pair + 1}`];
      for (const uid of users) await world.addUser(uid);
      chat_id = await openChat(world, ...users);
      ids = [];
      for (let number = 1; number <= 12; number += 1) {
        ids.push((await send(world, users[0], chat_id, `text ${number}`)).message_id);
      }
    });
    const remove = (number: number, whom: 'me' | 'everyone', uid = users[0]) =>
      world.call(uid, 'deleteMessage', { chat_id, message_id: ids[number - 1], for: whom });

    it('shows nothing twice and misses nothing while messages arrive', async () => {
      const first = await fetchPage({ limit: 5 }, users[0]);
      for (const text of ['a', 'b', 'c']) await send(world, users[1], chat_id, text);
      const client = await world.client(users[0]);
      await writeDirectly(client, users[0], chat_id, 'd');
      const second = await fetchPage({ limit: 5, before: first.next_before }, users[0]);
      await world.drain();
      const third = await fetchPage({ limit: 5, before: second.next_before }, users[0]);
      assert.deepEqual([first, second, third].flatMap(numbers), down(12, 1));
      assert.deepEqual(numbers(await fetchPage({}, users[0])), down(16, 2));
    });

    it('shows a deleted message in its place, with nothing in it', async () => {
      const first = await fetchPage({ limit: 5 }, users[1]);
      for (const number of [9, 7, 6]) await remove(number, 'everyone');
      const second = await fetchPage({ limit: 5, before: first.next_before }, users[1]);
      assert.deepEqual(numbers(second), [7, 6, 5, 4, 3]);
      const { deleted, text, action } = second.messages[0] ?? {};
      assert.deepEqual(
        { deleted, text, action },
        { deleted: true, text: undefined, action: 'DELETE' },
      );
    });

    it('leaves out what the caller deleted for himself, and fills the page', async () => {
      for (const number of [12, 10, 9, 1]) await remove(number, 'me', users[1]);
      const pages = await allPages(3, users[1]);
      assert.deepEqual(pages.map(numbers), [
        [11, 8, 7],
        [6, 5, 4],
        [3, 2],
      ]);
      assert.ok(!('hidden_for' in (pages[0]?.messages[0] ?? {})));
      assert.deepEqual((await allPages(20, users[0])).flatMap(numbers), down(12, 1));
    });

    it('goes on where a page stays short of what was hidden', async () => {
      for (let number = 3; number <= 12; number += 1) await remove(number, 'me', users[1]);
      const pages = await allPages(2, users[1]);
      assert.deepEqual(pages.flatMap(numbers), [2, 1]);
    });

    it('leaves out what has no number yet', async () => {
      const client = await world.client(users[0]);
      await writeDirectly(client, users[0], chat_id, 'late');
      assert.deepEqual(numbers(await fetchPage({ limit: 1 }, users[0])), [12]);
      await world.drain();
      assert.deepEqual(numbers(await fetchPage({ limit: 1 }, users[0])), [13]);
    });

    it('finds all that was before a time, however far numbers and times are out of step', async () => {
      const base = world.clock.now();
      // Their triggers came in the reverse order; three were written at one instant.
      const time = (number: number) => (number <= 3 ? 13 : 13 - number);
      for (const [index, id] of ids.entries()) {
        const created = new Date(base.toMillis() + 1000 * time(index + 1));
        await world.admin.doc(`chats/${chat_id}/messages/${id}`).update({ created });
      }
      const until = (seconds: number) => base.plusSeconds(seconds).toRfc3339();
      for (const limit of [1, 2, 3, 5, 100]) {
        const all = await allPages(limit, users[0], until(3600));
        assert.deepEqual(all.flatMap(numbers), [3, 2, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12], `${limit}`);
        const some = await allPages(limit, users[0], until(5));
        assert.deepEqual(some.flatMap(numbers), [9, 10, 11, 12]);
      }
    });

    it('before a time goes on stably while messages arrive, and leaves out what is hidden', async () => {
      for (const number of [11, 4]) await remove(number, 'me', users[0]);
      world.clock.advance(10);
      const before = world.clock.now().toRfc3339();
      const first = await fetchPage({ before, limit: 3 }, users[0]);
      for (const text of ['a', 'b', 'c']) await send(world, users[1], chat_id, text);
      const then = await allPages(3, users[0], String(first.next_before));
      assert.deepEqual([first, ...then].flatMap(numbers), [12, 10, 9, 8, 7, 6, 5, 3, 2, 1]);
    });

    it('before a time costs 1 read, and 1 for each message shown, in a chat of any length', async () => {
      world.clock.advance(10);
      const before = world.clock.now().toRfc3339();
      const { cost } = await world.measure(() => fetchPage({ before, limit: 4 }, users[0]));
      assert.deepEqual([cost.reads, cost.writes], [5, 0]);
    });

    for (const [how, before] of [
      ['by number', undefined],
      ['by time', '9999-12-31T00:00:00Z'],
    ] as const) {
      it(`${how} ends at the total that proved him a member`, async () => {
        // As for one who is removed while he asks: what is numbered after the chat was read is not his.
        await world.admin.doc(`chats/${chat_id}`).update({ total_messages_count: 10 });
        const pages = await allPages(4, users[0], before);
        assert.deepEqual(pages.flatMap(numbers), down(10, 1));
      });
    }
  });

  describe('of a group', () => {
    const sendThree = async () => {
      for (const text of ['a', 'b', 'c']) {
        world.clock.advance(1);
        await send(world, '1', chat_id, text);
      }
      world.clock.advance(1);
    };

    const join = () => world.call('1', 'addMembers', { chat_id, user_ids: ['2'] });

    for (const [history, expected] of [
      ['all', down(8, 1)],
      // Of what the system says, that he was added.
      ['joined', [8, 7, 6, 5]],
    ] as const) {
      it(`shows a newcomer what the group's history says: ${history}`, async () => {
        chat_id = await openGroup(world, '1', [], { history });
        await sendThree();
        await join();
        await sendThree();
        assert.deepEqual((await allPages(2, '2')).flatMap(numbers), expected);
        const by_time = await allPages(2, '2', world.clock.now().toRfc3339());
        assert.deepEqual(by_time.flatMap(numbers), expected);
        assert.deepEqual((await allPages(2, '1')).flatMap(numbers), down(8, 1));
      });
    }

    it('does not show a newcomer what was written before and numbered after he joined', async () => {
      chat_id = await openGroup(world, '1', [], { history: 'joined' });
      const client = await world.client('1');
      await writeDirectly(client, '1', chat_id, 'before');
      world.clock.advance(3600);
      await join();
      await world.drain();
      await sendThree();
      assert.deepEqual(numbers(await fetchPage({}, '2')), [6, 5, 4, 2]);
      assert.equal((await fetchPage({}, '2')).next_before, null);
    });

    it('ends for one who was removed', async () => {
      chat_id = await openGroup(world, '1', ['2']);
      await sendThree();
      await world.call('2', 'leaveGroup', { chat_id });
      await refuses(fetchPage({}, '2'), 'permission-denied', 'CHAT_NOT_MEMBER');
    });
  });
});
