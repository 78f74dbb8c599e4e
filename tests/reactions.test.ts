import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { refuses, send } from './helpers.ts';

describe('reactions', () => {
  let world: World;
  let chat_id: string;
  let message_id: string;
  const USERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  before(async () => {
    world = await openWorld();
    for (const uid of USERS) await world.addUser(uid);
    chat_id = await openGroup(world, 'a', USERS.slice(1));
  });
  beforeEach(async () => {
    ({ message_id } = await send(world, 'a', chat_id, 'hello'));
  });
  after(() => world.close());

  const react = (uid: string, emoji: unknown, on: unknown = true) =>
    world.call(uid, 'reactToMessage', { chat_id, message_id, emoji, on });
  const reactions = async () =>
    (await world.read(`chats/${chat_id}/messages/${message_id}`))?.['reactions'];

  it('are given and taken back by each user for himself, several of them', async () => {
    await react('a', '👍');
    await react('b', '👍');
    await react('b', '🎉');
    assert.deepEqual(await reactions(), { '👍': ['a', 'b'], '🎉': ['b'] });
    await react('b', '👍', false);
    await react('b', '🎉', false);
    assert.deepEqual(await reactions(), { '👍': ['a'] });
  });

  it('are the same however often they are given or taken back', async () => {
    await react('b', '👍');
    const again = await world.measure(() => react('b', '👍'));
    assert.equal(again.cost.writes, 0);
    assert.deepEqual(await reactions(), { '👍': ['b'] });
    await react('b', '👍', false);
    const gone = await world.measure(() => react('b', '👍', false));
    assert.equal(gone.cost.writes, 0);
    assert.deepEqual(await reactions(), {});
  });

  it('of many at once are all there, each once', async () => {
    await Promise.all(
      USERS.flatMap((uid) => [react(uid, '👍'), react(uid, '🎉'), react(uid, '👍')]),
    );
    const all = (await reactions()) as Record<string, string[]>;
    assert.deepEqual(Object.keys(all).toSorted(), ['👍', '🎉'].toSorted());
    for (const uids of Object.values(all)) assert.deepEqual(uids.toSorted(), USERS);
  });

  it('have one spelling', async () => {
    await react('a', '\u2764');
    await react('b', '\u2764\uFE0F');
    assert.deepEqual(await reactions(), { '\u2764\uFE0F': ['a', 'b'] });
  });

  it('change nothing in the chat, nor what is unread of it', async () => {
    const before = [await world.group(chat_id), (await world.event('a')).unread];
    await react('b', '👍');
    assert.deepEqual([await world.group(chat_id), (await world.event('a')).unread], before);
  });

  it('are open to whoever reads a channel', async () => {
    await world.admin.doc(`chats/${chat_id}`).update({ posting: 'admins' });
    await react('b', '👍');
    await world.admin.doc(`chats/${chat_id}`).update({ posting: 'all' });
    assert.deepEqual(await reactions(), { '👍': ['b'] });
  });

  for (const [what, emoji] of [
    ['text', 'yes'],
    ['two', '👍👍'],
    ['nothing', ''],
    ['a number', 1],
  ] as const) {
    it(`are emoji, not ${what}`, () =>
      refuses(react('a', emoji), 'invalid-argument', 'FIELDS_INVALID', ['emoji']));
  }

  it('are bounded', async () => {
    const emoji = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [String.fromCodePoint(0x1f600 + index), ['c']]),
    );
    await world.admin.doc(`chats/${chat_id}/messages/${message_id}`).update({ reactions: emoji });
    await refuses(react('a', '👍'), 'failed-precondition', 'REACTIONS_FULL', ['emoji']);
    await react('a', '😀');
  });
});
