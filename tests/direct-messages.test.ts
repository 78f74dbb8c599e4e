import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { newMessageId, openChat, refuses, send, writeDirectly } from './helpers.ts';

describe('a direct message', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', '4', '5', '6', '7', '8']) await world.addUser(uid);
  });
  after(() => world.close());

  it('sent by callable is numbered at once and reaches the other side with its trigger', async () => {
    const chat_id = await openChat(world, '1', '2');
    const message_id = newMessageId();
    const sent = await send(world, '1', chat_id, 'hello', message_id);
    assert.deepEqual(sent, {
      message_id,
      message_number: 1,
      created: true,
      created_at: world.clock.now().toRfc3339(),
    });

    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 1);
    assert.deepEqual(chat.last_message, {
      message_id,
      from_user: '1',
      type: 'TEXT',
      text: 'hello',
      message_number: 1,
    });
    assert.equal(chat.started, true);
    assert.equal(chat.read_number_user1, 1);
    assert.equal(chat.delivered_number_user1, 1);
    assert.equal(chat.last_msg_read_by_user1, true);
    assert.equal(chat.notify_new_message_to_user1, false);
    assert.equal(chat.read_number_user2, 0);
    assert.equal(chat.delivered_number_user2, 0);
    assert.equal(chat.last_msg_read_by_user2, false);
    assert.equal(chat.notify_new_message_to_user2, true);

    await world.drain();
    const event = await world.event('2');
    assert.equal(event.notify_new_message, true);
    assert.deepEqual(event.unread, { [chat_id]: 1 });
    const own = await world.event('1');
    assert.equal(own.notify_new_message, false);
    assert.deepEqual(own.unread, {});
  });

  it('written directly ends in the same state as one sent by callable', async () => {
    const byCallable = await openChat(world, '3', '4');
    await send(world, '3', byCallable, 'same');
    const byClient = await openChat(world, '5', '6');
    await writeDirectly(await world.client('5'), '5', byClient, 'same');
    await world.drain();

    const neutral = async (chat_id: string, low: string, high: string) => {
      // The limit is the callable's: direct writes are neither refused by it nor counted.
      const { send_limits: _limits, ...chat } = await world.chat(chat_id);
      const text = JSON.stringify({
        chat,
        event: await world.event(high),
        own: await world.event(low),
      });
      return text
        .replaceAll(chat_id, 'CHAT')
        .replaceAll(`"${low}"`, '"LOW"')
        .replaceAll(`"${high}"`, '"HIGH"')
        .replaceAll(`user_${low}`, 'user_LOW')
        .replaceAll(`user_${high}`, 'user_HIGH')
        .replace(/"message_id":"\w+"/g, '"message_id":"ID"')
        .replace(/\{"seconds":\d+,"nanoseconds":\d+\}/g, '"TIME"');
    };
    assert.equal(await neutral(byClient, '5', '6'), await neutral(byCallable, '3', '4'));
    const [message] = (await world.admin.collection(`chats/${byClient}/messages`).get()).docs;
    assert.equal(message?.get('message_number'), 1);
  });

  it('sent again under its id is one message with one answer', async () => {
    const chat_id = await openChat(world, '1', '3');
    const message_id = newMessageId();
    const first = await send(world, '1', chat_id, 'once', message_id);
    world.clock.advance(60);
    const again = await send(world, '1', chat_id, 'once', message_id);
    assert.deepEqual(again, { ...first, created: false });
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 1);
  });

  it('sent by callable after it was written directly is that message, numbered at once', async () => {
    const chat_id = await openChat(world, '1', '4');
    const message_id = await writeDirectly(await world.client('1'), '1', chat_id, 'twice');
    const event = await world.messageEvent(chat_id, message_id);
    const sent = await send(world, '1', chat_id, 'twice', message_id);
    assert.equal(sent.message_number, 1);
    await world.deliver(event);
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 1);
    assert.deepEqual((await world.event('4')).unread[chat_id], 1);
  });

  it('under an id that the other side has used is refused, and nothing changes', async () => {
    const chat_id = await openChat(world, '1', '5');
    const message_id = newMessageId();
    await send(world, '1', chat_id, 'mine', message_id);
    const before = await world.chat(chat_id);
    await refuses(
      send(world, '5', chat_id, 'stolen', message_id),
      'already-exists',
      'MESSAGE_ID_TAKEN',
      ['message_id'],
    );
    assert.deepEqual(await world.chat(chat_id), before);
  });

  it('answered by callable counts all before it as read by the one who answers', async () => {
    const chat_id = await openChat(world, '2', '7');
    for (const text of ['a', 'b', 'c']) await send(world, '2', chat_id, text);
    await world.drain();
    assert.equal((await world.event('7')).unread[chat_id], 3);
    await send(world, '7', chat_id, 'answer');
    await world.drain();
    const chat = await world.chat(chat_id);
    assert.equal(chat.read_number_user2, 4);
    assert.equal(chat.last_msg_read_by_user2, true);
    assert.equal(chat.notify_new_message_to_user2, false);
    assert.equal(chat.read_number_user1, 3);
    assert.equal(chat.last_msg_read_by_user1, false);
    const event = await world.event('7');
    assert.equal(event.unread[chat_id], 0);
    assert.equal(event.notify_new_message, false);
    assert.equal(event.push_claims?.[chat_id], undefined);
  });

  it('written directly never counts as read what its sender has not seen', async () => {
    const chat_id = await openChat(world, '2', '8');
    await send(world, '2', chat_id, 'unseen');
    await world.drain();
    await writeDirectly(await world.client('8'), '8', chat_id, 'late');
    await world.drain();
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 2);
    assert.equal(chat.read_number_user2, 0);
    assert.equal(chat.delivered_number_user2, 0);
    assert.equal(chat.last_msg_read_by_user2, false);
    const event = await world.event('8');
    assert.equal(event.unread[chat_id], 2, 'unread is total - read');
  });
});
