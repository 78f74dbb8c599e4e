import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, openChat, refuses, send, writeDirectly } from './helpers.ts';

describe('deleting a message', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  let third: string;
  let run = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    run += 3;
    [low, high, third] = [`${run}`, `${run + 1}`, `${run + 2}`];
    for (const uid of [low, high, third]) await world.addUser(uid);
    chat_id = await openChat(world, low, high);
    await world.call(high, 'registerDevice', { device_id: 'd', token: token(), platform: 'ios' });
  });
  after(() => world.close());

  const token = () => `deletions-${run}-${world.projectId}`;
  const remove = (message_id: string, whom: 'me' | 'everyone', uid = low, id = chat_id) =>
    world.call(uid, 'deleteMessage', { chat_id: id, message_id, for: whom });
  const message = (message_id: string, id = chat_id) =>
    world.read(`chats/${id}/messages/${message_id}`);
  const pushes = async () => (await world.inbox.pushes({ token: token() })).length;

  describe('for everyone', () => {
    it('leaves its place and nothing of its content', async () => {
      const message_id = newMessageId();
      await world.call(low, 'sendMessage', {
        ...{ chat_id, message_id, type: 'IMAGE', text: 'a caption', file_name: 'x.png' },
        file: { path: 'a/b', name: 'b', content_type: 'image/png', size: 1 },
        ...{ reference_type: 'order', reference_id: '7', action: 'REPLY' },
        action_params: { message_id: 'm' },
      });
      await world.call(high, 'reactToMessage', { chat_id, message_id, emoji: '👍', on: true });
      const before = await message(message_id);
      assert.deepEqual(await remove(message_id, 'everyone'), {});
      assert.deepEqual(await message(message_id), {
        created: before?.['created'],
        from_user: low,
        type: 'IMAGE',
        message_number: 1,
        action: 'DELETE',
        deleted: true,
        deleted_by: low,
      });
    });

    it('leaves numbers, receipts, unread and flags as they are', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      await send(world, low, chat_id, 'two');
      await world.drain();
      const before = { chat: await world.chat(chat_id), event: await world.event(high) };
      await remove(message_id, 'everyone');
      const { last_change, ...chat } = await world.chat(chat_id);
      assert.ok(last_change);
      assert.deepEqual(chat, before.chat);
      assert.deepEqual(await world.event(high), before.event);
      const next = await send(world, high, chat_id, 'three');
      assert.equal(next.message_number, 3);
    });

    it('of the latest empties the preview, until the next message fills it', async () => {
      const { message_id } = await send(world, low, chat_id, 'secret');
      await remove(message_id, 'everyone');
      const { last_message } = await world.chat(chat_id);
      const shown = { message_id, from_user: low, type: 'TEXT', message_number: 1 };
      assert.deepEqual(last_message, { ...shown, text: null, deleted: true });
      const next = await send(world, low, chat_id, 'next');
      assert.deepEqual((await world.chat(chat_id)).last_message, {
        ...{ message_id: next.message_id, from_user: low, type: 'TEXT' },
        ...{ text: 'next', message_number: 2 },
      });
    });

    it('before it is delivered counts it and pushes nothing', async () => {
      const { message_id } = await send(world, low, chat_id, 'secret');
      const event = await world.messageEvent(chat_id, message_id);
      await remove(message_id, 'everyone');
      await world.deliver(event);
      assert.equal(await pushes(), 0);
      assert.equal((await world.event(high)).unread[chat_id], 1);
    });

    it('before it is numbered numbers what is left of it, and pushes nothing', async () => {
      const client = await world.client(low);
      const message_id = await writeDirectly(client, low, chat_id, 'secret');
      const event = await world.messageEvent(chat_id, message_id);
      await remove(message_id, 'everyone');
      await world.deliver(event);
      assert.equal(await pushes(), 0);
      const { last_message } = await world.chat(chat_id);
      assert.deepEqual([last_message?.text, last_message?.deleted], [null, true]);
      assert.equal((await message(message_id))?.['message_number'], 1);
      assert.equal((await message(message_id))?.['text'], undefined);
    });

    it('after FCM was down is not pushed when it is back', async () => {
      const { message_id } = await send(world, low, chat_id, 'secret');
      const event = await world.messageEvent(chat_id, message_id);
      await world.inbox.behave(token(), { answer: 'UNAVAILABLE' });
      await assert.rejects(world.deliver(event));
      await world.inbox.forgive(token());
      await remove(message_id, 'everyone');
      await world.deliver(event);
      assert.equal((await world.inbox.pushes({ token: token(), answered: 'OK' })).length, 0);
    });

    it('a second time writes nothing', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      await remove(message_id, 'everyone');
      const { cost } = await world.measure(() => remove(message_id, 'everyone'));
      assert.equal(cost.writes, 0);
    });

    it('does not bring it back when it is sent again', async () => {
      const first = await send(world, low, chat_id, 'one');
      await remove(first.message_id, 'everyone');
      const again = await send(world, low, chat_id, 'one', first.message_id);
      assert.deepEqual(again, { ...first, created: false });
      assert.equal((await message(first.message_id))?.['deleted'], true);
    });

    it('is for its author in a direct chat', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      const by_other = remove(message_id, 'everyone', high);
      await refuses(by_other, 'permission-denied', 'MESSAGE_NOT_YOURS', ['message_id']);
      assert.equal((await message(message_id))?.['text'], 'one');
    });

    for (const [role, may] of [
      ['owner', true],
      ['admin', true],
      ['member', false],
    ] as const) {
      it(`is ${may ? 'also' : 'not'} for another who is ${role} of a group`, async () => {
        const owner = role === 'owner' ? high : third;
        const others = [low, high, third].filter((uid) => uid !== owner);
        const id = await openGroup(world, owner, others);
        if (role === 'admin') {
          await world.call(owner, 'setRole', { chat_id: id, user_id: high, role });
        }
        const { message_id } = await send(world, low, id, 'one');
        const attempt = remove(message_id, 'everyone', high, id);
        if (!may) return refuses(attempt, 'permission-denied', 'MESSAGE_NOT_YOURS');
        await attempt;
        assert.equal((await message(message_id, id))?.['deleted_by'], high);
      });
    }
  });

  describe('for oneself', () => {
    it('hides it for the one who asked, and no one else', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      await send(world, low, chat_id, 'two');
      const before = { chat: await world.chat(chat_id), message: await message(message_id) };
      await remove(message_id, 'me', high);
      assert.deepEqual(await message(message_id), { ...before.message, hidden_for: [high] });
      assert.deepEqual(await world.chat(chat_id), before.chat);
    });

    it('works for both, each once', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      await remove(message_id, 'me', high);
      await remove(message_id, 'me', low);
      const { cost } = await world.measure(() => remove(message_id, 'me', high));
      assert.equal(cost.writes, 0);
      assert.deepEqual((await message(message_id))?.['hidden_for'], [high, low]);
    });

    it('of the latest says so in the preview, until the next message', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      await remove(message_id, 'me', high);
      const { last_message } = await world.chat(chat_id);
      assert.deepEqual([last_message?.text, last_message?.hidden_for], ['one', [high]]);
      await send(world, low, chat_id, 'two');
      assert.equal((await world.chat(chat_id)).last_message?.hidden_for, undefined);
    });

    it('outlives the numbering of a direct write, and its deletion for everyone', async () => {
      const client = await world.client(low);
      const message_id = await writeDirectly(client, low, chat_id, 'one');
      await remove(message_id, 'me', high);
      await world.drain();
      assert.deepEqual((await world.chat(chat_id)).last_message?.hidden_for, [high]);
      await remove(message_id, 'everyone', low);
      assert.deepEqual((await message(message_id))?.['hidden_for'], [high]);
      assert.deepEqual((await world.chat(chat_id)).last_message?.hidden_for, [high]);
    });

    it('is for everybody at any time, also after a block', async () => {
      const { message_id } = await send(world, low, chat_id, 'one');
      await world.admin.doc(`chats/${chat_id}`).update({ blocked_by: [low] });
      await remove(message_id, 'me', high);
      assert.deepEqual((await message(message_id))?.['hidden_for'], [high]);
    });
  });
});
