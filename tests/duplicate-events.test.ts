import assert from 'node:assert/strict';

import type { CreatedEvent } from '../testkit/events.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { newMessageId, openChat, send, writeDirectly } from './helpers.ts';

describe('events delivered twice, late, reversed and at once', () => {
  let world: World;
  let pair = 0;
  /** A fresh chat of two fresh users, the second with a device. */
  let chat: { id: string; low: string; high: string; token: string };

  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    pair += 2;
    const [low, high, token] = [`${pair}`, `${pair + 1}`, `token-${world.projectId}-${pair}`];
    await world.addUser(low);
    await world.addUser(high);
    await world.call(high, 'registerDevice', { device_id: 'd', token, platform: 'android' });
    chat = { id: await openChat(world, low, high), low, high, token };
  });
  after(() => world.close());

  const state = async () => ({
    chat: await world.chat(chat.id),
    event: await world.event(chat.high),
    own: await world.event(chat.low),
    messages: (await world.admin.collection(`chats/${chat.id}/messages`).get()).docs.map((doc) => [
      doc.id,
      doc.data(),
    ]),
    pushes: (await world.inbox.pushes({ token: chat.token })).length,
  });

  const numbers = async (): Promise<unknown[]> => {
    const messages = await world.admin
      .collection(`chats/${chat.id}/messages`)
      .orderBy('message_number')
      .get();
    return messages.docs.map((doc) => doc.get('message_number') as unknown);
  };

  const sendEvents = async (count: number): Promise<CreatedEvent[]> => {
    const events: CreatedEvent[] = [];
    for (let index = 0; index < count; index += 1) {
      const { message_id } = await send(world, chat.low, chat.id, `text ${index}`);
      events.push(await world.messageEvent(chat.id, message_id));
    }
    return events;
  };

  const writeEvents = async (count: number): Promise<CreatedEvent[]> => {
    const client = await world.client(chat.low);
    const ids = await Promise.all(
      Array.from({ length: count }, (_, index) =>
        writeDirectly(client, chat.low, chat.id, `text ${index}`),
      ),
    );
    return Promise.all(ids.map((id) => world.messageEvent(chat.id, id)));
  };

  const twice = async (events: CreatedEvent[]) => {
    for (const event of events) await world.deliver(event);
    const once = await state();
    world.clock.advance(5);
    for (const event of events) await world.deliver(event);
    assert.deepEqual(await state(), once);
    return once;
  };

  it('a second delivery changes nothing: sent by callable', async () => {
    const once = await twice(await sendEvents(3));
    assert.equal(once.pushes, 3);
    assert.equal(once.event.unread[chat.id], 3);
  });

  it('a second delivery changes nothing: written directly', async () => {
    const once = await twice(await writeEvents(3));
    assert.equal(once.pushes, 3);
    assert.equal(once.event.unread[chat.id], 3);
    assert.deepEqual(await numbers(), [1, 2, 3]);
  });

  for (const [door, make] of [
    ['sent by callable', sendEvents],
    ['written directly', writeEvents],
  ] as const) {
    it(`every event three times at once: ${door}`, async () => {
      const events = await make(5);
      await Promise.all([...events, ...events, ...events].map((event) => world.deliver(event)));
      const { chat: doc, event, pushes } = await state();
      assert.deepEqual(await numbers(), [1, 2, 3, 4, 5]);
      assert.equal(doc.total_messages_count, 5);
      assert.equal(event.unread[chat.id], 5);
      assert.equal(pushes, 5);
    });

    it(`reversed: ${door}`, async () => {
      const events = await make(4);
      for (const event of events.toReversed()) await world.deliver(event);
      const { chat: doc, event, pushes } = await state();
      assert.deepEqual(await numbers(), [1, 2, 3, 4]);
      assert.equal(doc.total_messages_count, 4);
      assert.equal(event.unread[chat.id], 4);
      assert.equal(pushes, 4, 'each message is pushed once, in whatever order');
    });
  }

  it('the preview is the message that clients show last, in whatever order they were numbered', async () => {
    const client = await world.client(chat.low);
    const first = await writeDirectly(client, chat.low, chat.id, 'first');
    const second = await writeDirectly(client, chat.low, chat.id, 'second');
    const events = [
      await world.messageEvent(chat.id, second),
      await world.messageEvent(chat.id, first),
    ];
    for (const event of events) await world.deliver(event);
    const doc = await world.chat(chat.id);
    assert.equal(doc.last_message?.text, 'second');
    assert.equal(doc.last_message?.message_number, 1);
    const shown = await world.read(`chats/${chat.id}/messages/${second}`);
    assert.deepEqual(doc.last_message_timestamp, shown?.created);
  });

  it('an event that comes after the message was read raises nothing and pushes nothing', async () => {
    const [event] = await sendEvents(1);
    assert.ok(event);
    await world.call(chat.high, 'markRead', { chat_id: chat.id, message_number: 1 });
    const before = await state();
    await world.deliver(event);
    assert.deepEqual(await state(), before);
    assert.equal(before.pushes, 0);
    assert.equal(before.event.notify_new_message, false);
    assert.equal(before.event.unread[chat.id], 0);
  });

  it('an event that comes again after the owner lowered the flag does not raise it', async () => {
    const [event] = await sendEvents(1);
    assert.ok(event);
    await world.deliver(event);
    await world.admin
      .doc(`users-external-event/${chat.high}`)
      .update({ notify_new_message: false });
    await world.deliver(event);
    assert.equal((await state()).event.notify_new_message, false);
  });

  it('a crash between numbering and the push is finished by the next delivery', async () => {
    const event = (await writeEvents(1))[0];
    assert.ok(event);
    await world.inbox.behave(chat.token, { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
    await assert.rejects(world.deliver(event), { name: 'PushUnavailableError' });
    await world.inbox.forgive(chat.token);
    await world.deliver(event);
    assert.deepEqual(await numbers(), [1]);
    const sent = await world.inbox.pushes({ token: chat.token, answered: 'OK' });
    assert.equal(sent.length, 1);
  });

  it('a message that is gone when its event comes leaves no trace', async () => {
    const client = await world.client(chat.low);
    const id = await writeDirectly(client, chat.low, chat.id, 'gone');
    const event = await world.messageEvent(chat.id, id);
    await world.admin.doc(`chats/${chat.id}/messages/${id}`).delete();
    await world.deliver(event);
    assert.equal((await world.chat(chat.id)).total_messages_count, 0);
    assert.equal(await world.read(`chats/${chat.id}/messages/${newMessageId()}`), undefined);
  });
});
