import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, openChat, refuses, send } from './helpers.ts';

interface Forwarded {
  forwarded: {
    chat_id: string;
    message_id?: string;
    message_number?: number;
    created?: boolean;
    reason?: string;
  }[];
}

describe('forwarding a message', () => {
  let world: World;
  let origin: string;
  let message_id: string;
  const FRIENDS = ['f1', 'f2', 'f3'];
  let chats: string[];
  before(async () => {
    world = await openWorld();
    for (const uid of ['author', 'me', 'stranger', ...FRIENDS]) await world.addUser(uid);
    origin = await openChat(world, 'author', 'me');
    chats = await Promise.all(FRIENDS.map((uid) => openChat(world, 'me', uid)));
  });
  beforeEach(async () => {
    ({ message_id } = await send(world, 'author', origin, 'hello'));
  });
  after(() => world.close());

  const forward = (chat_ids: unknown, more: object = {}, uid = 'me') =>
    world.call<Forwarded>(uid, 'forwardMessage', {
      chat_id: origin,
      message_id,
      chat_ids,
      ...more,
    });
  const copyOf = (chat_id: string, id: string | undefined) =>
    world.read(`chats/${chat_id}/messages/${id}`);
  const one = async (chat_id: string, more: object = {}) => {
    const { forwarded } = await forward([chat_id], more);
    assert.ok(forwarded[0]);
    return forwarded[0];
  };

  it('sends a copy to each chat, by the one who forwards, with the author', async () => {
    const totals = await Promise.all(
      chats.map(async (id) => (await world.chat(id)).total_messages_count),
    );
    const { forwarded } = await forward(chats);
    assert.deepEqual(
      forwarded.map(({ chat_id, message_number, created }) => [chat_id, message_number, created]),
      chats.map((id, index) => [id, (totals[index] ?? 0) + 1, true]),
    );
    for (const { chat_id, message_id: id } of forwarded) {
      const { created, message_number, ...copy } = (await copyOf(chat_id, id)) ?? {};
      assert.ok(created && message_number);
      assert.deepEqual(copy, {
        ...{ from_user: 'me', type: 'TEXT', text: 'hello' },
        ...{ action: 'FORWARD', action_params: { from_user: 'author' } },
      });
      assert.ok(!JSON.stringify(copy).includes(origin), 'not where it was read');
    }
  });

  it('takes along what a message refers to, and not what it replied to', async () => {
    const refer = async (more: object) => {
      const sent = { chat_id: origin, message_id: newMessageId(), type: 'TEXT', text: 'x' };
      const reference = { reference_type: 'MESSAGE', reference_id: message_id, ...more };
      await world.call('author', 'sendMessage', { ...sent, ...reference });
      const { message_id: copy } = await one(chats[0] ?? '', { message_id: sent.message_id });
      const { reference_type, reference_id } = (await copyOf(chats[0] ?? '', copy)) ?? {};
      return [reference_type, reference_id];
    };
    assert.deepEqual(await refer({}), ['MESSAGE', message_id]);
    assert.deepEqual(await refer({ action: 'REPLY' }), [undefined, undefined]);
  });

  it('counts and pushes as any other message', async () => {
    const before = (await world.event('f1')).unread[chats[0] ?? ''] ?? 0;
    await world.drain();
    await one(chats[0] ?? '');
    await world.drain();
    const event = await world.event('f1');
    assert.ok((event.unread[chats[0] ?? ''] ?? 0) > before);
    assert.equal(event.notify_new_message, true);
  });

  it('keeps the author through a chain', async () => {
    const first = await one(chats[0] ?? '');
    const next = await openChat(world, 'f1', 'f2');
    const { forwarded } = await world.call<Forwarded>('f1', 'forwardMessage', {
      ...{ chat_id: chats[0], message_id: first.message_id, chat_ids: [next] },
    });
    const copy = await copyOf(next, forwarded[0]?.message_id);
    assert.equal(copy?.['from_user'], 'f1');
    assert.deepEqual(copy?.['action_params'], { from_user: 'author' });
  });

  it('a second time answers the first copies, and sends none', async () => {
    const first = await forward(chats);
    const again = await forward(chats);
    assert.deepEqual(
      again.forwarded,
      first.forwarded.map((outcome) => ({ ...outcome, created: false })),
    );
  });

  it('many times at once sends one copy', async () => {
    const [id = ''] = chats;
    const before = (await world.chat(id)).total_messages_count;
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => one(id)));
    assert.equal(outcomes.filter(({ created }) => created).length, 1);
    assert.equal((await world.chat(id)).total_messages_count, before + 1);
  });

  it('again to the same chat, under an id of its own, sends another', async () => {
    const [id = ''] = chats;
    const first = await one(id);
    const other = await one(id, { forward_id: newMessageId() });
    assert.notEqual(other.message_id, first.message_id);
    assert.equal(other.created, true);
  });

  it('asks each chat whether the caller may, and goes on with the others', async () => {
    const ended = await openChat(world, 'me', 'stranger');
    await world.admin.doc(`chats/${ended}`).update({ active: false });
    const blocked = chats[1] ?? '';
    await world.admin.doc(`chats/${blocked}`).update({ blocked_by: ['f2'] });
    const foreign = await openChat(world, 'author', 'stranger');
    const channel = await openGroup(world, 'author', ['me'], { posting: 'admins' });
    const { total_messages_count } = await world.group(channel);
    const { forwarded } = await forward([
      ...[chats[0], blocked, ended, foreign, channel, 'nowhere', chats[2]],
    ]);
    await world.admin.doc(`chats/${blocked}`).update({ blocked_by: [] });
    assert.deepEqual(
      forwarded.map(({ reason, created }) => reason ?? created),
      [
        ...[true, 'USER_BLOCKED', 'CHAT_INACTIVE', 'CHAT_NOT_MEMBER'],
        ...['POSTING_ADMINS_ONLY', 'CHAT_NOT_FOUND', true],
      ],
    );
    assert.equal((await world.group(channel)).total_messages_count, total_messages_count);
  });

  it('is for those who may see the message', async () => {
    const target = await openChat(world, 'stranger', 'f1');
    const by_stranger = forward([target], {}, 'stranger');
    await refuses(by_stranger, 'permission-denied', 'CHAT_NOT_MEMBER', ['chat_id']);
    const hidden = await openGroup(world, 'author', [], { history: 'joined' });
    const earlier = await send(world, 'author', hidden, 'earlier');
    world.clock.advance(1);
    await world.call('author', 'addMembers', { chat_id: hidden, user_ids: ['me'] });
    const input = { chat_id: hidden, message_id: earlier.message_id, chat_ids: chats };
    await refuses(world.call('me', 'forwardMessage', input), 'not-found', 'MESSAGE_NOT_FOUND');
  });

  it('is not for what is deleted, nor for what the system says', async () => {
    await world.call('author', 'deleteMessage', { chat_id: origin, message_id, for: 'everyone' });
    await refuses(forward(chats), 'failed-precondition', 'MESSAGE_DELETED', ['message_id']);
    await world.admin
      .doc(`chats/${origin}/messages/${message_id}`)
      .update({ type: 'SYSTEM', deleted: false });
    await refuses(forward(chats), 'failed-precondition', 'MESSAGE_IS_SYSTEM', ['message_id']);
  });

  for (const [what, chat_ids] of [
    ['no chats', []],
    ['a chat twice', ['a', 'a']],
    ['21 chats', Array.from({ length: 21 }, (_, index) => `c${index}`)],
    ['text', 'a'],
  ] as const) {
    it(`names up to 20 chats, not ${what}`, () =>
      refuses(forward(chat_ids), 'invalid-argument', 'FIELDS_INVALID', ['chat_ids']));
  }
});
