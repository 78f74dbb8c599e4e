import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openChat, refuses, send } from './helpers.ts';

describe('receipts', () => {
  let world: World;
  let chat_id: string;
  let pair = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    pair += 2;
    await world.addUser(`${pair}`);
    await world.addUser(`${pair + 1}`);
    chat_id = await openChat(world, `${pair}`, `${pair + 1}`);
    for (const text of ['a', 'b', 'c']) await send(world, `${pair}`, chat_id, text);
    await world.drain();
  });
  after(() => world.close());

  const high = () => `${pair + 1}`;
  const mark = (name: 'markRead' | 'markDelivered', message_number: number) =>
    world.call(high(), name, { chat_id, message_number });

  it('delivered rises and leaves read, flags and unread as they are', async () => {
    assert.deepEqual(await mark('markDelivered', 2), { delivered_number: 2, read_number: 0 });
    const chat = await world.chat(chat_id);
    assert.equal(chat.delivered_number_user2, 2);
    assert.equal(chat.notify_new_message_to_user2, true);
    assert.equal((await world.event(high())).unread[chat_id], 3);
  });

  it('reading a part keeps the flags up and counts the rest as unread', async () => {
    assert.deepEqual(await mark('markRead', 2), { delivered_number: 2, read_number: 2 });
    const chat = await world.chat(chat_id);
    assert.equal(chat.last_msg_read_by_user2, false);
    assert.equal(chat.notify_new_message_to_user2, true);
    const event = await world.event(high());
    assert.equal(event.unread[chat_id], 1);
    assert.equal(event.notify_new_message, true);
  });

  it('reading everything lowers the flags and ends the push claims', async () => {
    assert.deepEqual(await mark('markRead', 3), { delivered_number: 3, read_number: 3 });
    const chat = await world.chat(chat_id);
    assert.equal(chat.last_msg_read_by_user2, true);
    assert.equal(chat.notify_new_message_to_user2, false);
    const event = await world.event(high());
    assert.equal(event.unread[chat_id], 0);
    assert.equal(event.notify_new_message, false);
    assert.deepEqual(event.push_claims, {});
  });

  it('reading one chat leaves the unread count of the others', async () => {
    const other = `other-${pair}`;
    await world.addUser(other);
    const second = await openChat(world, other, high());
    await send(world, other, second, 'x');
    await world.drain();
    await mark('markRead', 3);
    const { unread } = await world.event(high());
    assert.deepEqual(unread, { [chat_id]: 0, [second]: 1 });
  });

  it('never go down, and a late or repeated report writes nothing', async () => {
    await mark('markRead', 3);
    const before = [await world.chat(chat_id), await world.event(high())];
    world.clock.advance(10);
    for (const number of [3, 2, 0]) {
      const { result, cost } = await world.measure(() => mark('markRead', number));
      assert.deepEqual(result, { delivered_number: 3, read_number: 3 });
      assert.equal(cost.writes, 0);
      assert.deepEqual(await mark('markDelivered', number), {
        delivered_number: 3,
        read_number: 3,
      });
    }
    assert.deepEqual([await world.chat(chat_id), await world.event(high())], before);
  });

  it('above the last message are refused', async () => {
    const before = await world.chat(chat_id);
    for (const name of ['markRead', 'markDelivered'] as const) {
      await refuses(mark(name, 4), 'invalid-argument', 'MESSAGE_NUMBER_OUT_OF_RANGE', [
        'message_number',
      ]);
    }
    assert.deepEqual(await world.chat(chat_id), before);
  });
});
