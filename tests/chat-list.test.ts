import assert from 'node:assert/strict';

import type { WireChat } from '../functions/src/modules/chats/wire-chat.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { openChat, refuses, send, tokenOf } from './helpers.ts';

interface Page {
  chats: WireChat[];
  next_cursor: string | null;
}

describe("the list of one's chats", () => {
  let world: World;
  let direct: string[];
  let groups: string[];
  /** From the newest to the oldest; the last two have no message. */
  let expected: string[];
  const PEERS = ['p1', 'p2', 'p3', 'p4'];
  before(async () => {
    world = await openWorld();
    for (const uid of ['me', 'stranger', ...PEERS]) await world.addUser(uid);
    direct = [];
    groups = [];
    for (const uid of PEERS) direct.push(await openChat(world, 'me', uid));
    for (let index = 0; index < 3; index += 1) {
      groups.push(await openGroup(world, 'me', ['p1']));
    }
    await openChat(world, 'p1', 'p2');
    const [d0 = '', d1 = '', d2 = '', d3 = ''] = direct;
    const [g0 = '', g1 = '', g2 = ''] = groups;
    for (const id of [g0, d1, g1, d0]) {
      world.clock.advance(60);
      await send(world, 'me', id, `to ${id}`);
    }
    // What the system says of a group's creation is a message.
    expected = [d0, g1, d1, g0, g2, ...[d2, d3].toSorted().toReversed()];
  });
  after(() => world.close());

  const list = (input: object = {}, uid = 'me') => world.call<Page>(uid, 'listChats', input);
  const ids = ({ chats }: Page) => chats.map(({ chat_id }) => chat_id);
  const allPages = async (input: object): Promise<Page[]> => {
    const pages = [await list(input)];
    for (let cursor; (cursor = pages.at(-1)?.next_cursor);) {
      pages.push(await list({ ...input, cursor }));
    }
    return pages;
  };

  it('has the one with the latest message first, and those without any last', async () => {
    const page = await list();
    assert.deepEqual(ids(page), expected);
    assert.equal(page.next_cursor, null);
  });

  for (const limit of [1, 2, 4, 6, 7]) {
    it(`in pages of ${limit} shows each once`, async () => {
      assert.deepEqual((await allPages({ limit })).flatMap(ids), expected);
    });
  }

  it('of one type has no other', async () => {
    const only = (type: string[]) => expected.filter((id) => type.includes(id));
    assert.deepEqual((await allPages({ type: 'direct', limit: 2 })).flatMap(ids), only(direct));
    assert.deepEqual((await allPages({ type: 'group', limit: 2 })).flatMap(ids), only(groups));
  });

  it('tells of a chat what its member needs for a row', async () => {
    const [chat_id = ''] = direct;
    const chat = await world.chat(chat_id);
    await world.drain();
    const row = (await list({}, 'p1')).chats.find((other) => other.chat_id === chat_id);
    assert.deepEqual(row, {
      ...{ chat_id, type: 'direct', members: ['me', 'p1'], usernames: chat.usernames },
      ...{ total_messages_count: 1, started: true, active: true },
      last_message: { ...chat.last_message, deleted: false },
      last_message_timestamp: chat.last_message_timestamp?.toRfc3339(),
      created: chat.created.toRfc3339(),
      modified: chat.modified.toRfc3339(),
      ...{ unread: 1, marked_unread: false, muted_until: null },
      ...{ user1: 'me', user2: 'p1', read_number_user1: 1, read_number_user2: 0 },
      ...{ delivered_number_user1: 1, delivered_number_user2: 0 },
    });
    const group = (await list({ type: 'group' })).chats[0];
    assert.deepEqual(
      [group?.title, group?.roles, group?.posting, group?.history, group?.user1],
      ['Group', { me: 'owner', p1: 'member' }, 'all', 'all', undefined],
    );
  });

  it('shows nothing of a latest message that was deleted, for him or for everyone', async () => {
    const [chat_id = ''] = direct;
    const { message_id } = await send(world, 'me', chat_id, 'secret');
    const shown = async (uid: string) =>
      (await list({}, uid)).chats.find((chat) => chat.chat_id === chat_id)?.last_message;
    await world.call('p1', 'deleteMessage', { chat_id, message_id, for: 'me' });
    assert.equal((await shown('p1'))?.text, null);
    assert.equal((await shown('me'))?.text, 'secret');
    assert.ok(!('hidden_for' in ((await shown('me')) ?? {})));
    await world.call('me', 'deleteMessage', { chat_id, message_id, for: 'everyone' });
    assert.deepEqual((await shown('me'))?.deleted, true);
    assert.equal((await shown('me'))?.text, null);
  });

  it('ends with leaving, and is empty for one who has no chats', async () => {
    const left = await openGroup(world, 'me', ['stranger']);
    assert.deepEqual(ids(await list({}, 'stranger')), [left]);
    await world.call('stranger', 'leaveGroup', { chat_id: left });
    assert.deepEqual(await list({}, 'stranger'), { chats: [], next_cursor: null });
    await world.call('me', 'leaveGroup', { chat_id: left });
  });

  for (const [what, input, field] of [
    ['an unknown type', { type: 'secret' }, 'type'],
    ['a limit of 101', { limit: 101 }, 'limit'],
    ['a cursor of nobody', { cursor: 'abc' }, 'cursor'],
    ["somebody else's uid", { user_id: 'p1' }, 'user_id'],
  ] as const) {
    it(`refuses ${what}`, () =>
      refuses(list(input), 'invalid-argument', 'FIELDS_INVALID', [field]));
  }

  it('is served by REST, and kept for a minute by the one who asked', async () => {
    const token = await tokenOf(world, 'me');
    for (const [path, input] of [
      ['/chats/?type=', {}],
      ['/chats?type=group&limit=2', { type: 'group', limit: 2 }],
      ['/chats', {}],
    ] as const) {
      const answer = await world.rest('GET', path, { token });
      assert.equal(answer.status, 200, path);
      assert.deepEqual(answer.body, { ...(await list(input)) });
      const kept = answer.headers.get('cache-control') ?? '';
      assert.equal(kept, 'private, max-age=60, stale-while-revalidate=30');
      assert.match(answer.headers.get('vary') ?? '', /Authorization/);
    }
    const refused = await world.rest('GET', '/chats?type=secret', { token });
    assert.equal(refused.status, 400);
    assert.equal(refused.headers.get('cache-control'), 'no-store');
    assert.equal((await world.rest('GET', '/chats')).status, 401);
  });
});
