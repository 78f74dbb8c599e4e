import assert from 'node:assert/strict';

import { BUSY_SECONDS, MAX_PACE, PACE_SECONDS } from '../functions/src/modules/chats/pace.ts';
import { finishNumbering } from '../functions/src/modules/delivery/finish-numbering.ts';
import type { Client } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { advanceMillis, assertSettled, makeBusy, messagesOf } from './busy-helpers.ts';
import { arrangeUsers, openGroup, uidsOf } from './groups-helpers.ts';
import { newMessageId, openChat, refuses, send, writeDirectly } from './helpers.ts';

describe('a group that numbers in batches', () => {
  let world: World;
  let users: string[];
  let [owner, ann, bob, eve] = ['', '', '', ''];
  let client: Client;
  let chat_id: string;
  before(async () => {
    world = await openWorld();
    users = uidsOf(`g-${world.projectId}-`, 4);
    [owner = '', ann = '', bob = '', eve = ''] = users;
    await world.addUser(owner);
    await arrangeUsers(world, users.slice(1));
    client = await world.client(owner);
    for (const uid of users) {
      await world.call(uid, 'registerDevice', { device_id: 'd', token: uid, platform: 'ios' });
    }
  });
  beforeEach(async () => {
    chat_id = await openGroup(world, owner, users.slice(1));
    await makeBusy(world, chat_id, [ann, bob]);
  });
  after(() => world.close());

  const message = (id: string) => world.read(`chats/${chat_id}/messages/${id}`);
  const numberOf = async (id: string) => (await message(id))?.['message_number'];
  const pushesOf = async (uid: string) =>
    (await world.inbox.pushes({ token: uid })).map(
      ({ message }) => message as { data: Record<string, string>; notification: { body: string } },
    );
  const pushesHere = async (uid: string) =>
    (await pushesOf(uid)).filter(({ data }) => data['chat_id'] === chat_id);
  /** Lets so many writes through, and then lets the process die at the next. */
  const dieAt = (at: number, when: 'before' | 'after') => {
    let left = at;
    world.crash((method) => {
      if (method !== 'Commit' && method !== 'BatchWrite') return undefined;
      left -= 1;
      return left >= 0 ? undefined : when;
    });
  };

  it('answers null until the batch, which gives numbers in the order of sending', async () => {
    const first = await send(world, ann, chat_id, 'one');
    advanceMillis(world, 10);
    const second = await send(world, bob, chat_id, 'two');
    assert.deepEqual([first.message_number, second.message_number], [null, null]);
    assert.equal(first.created, true);
    assert.equal((await message(first.message_id))?.['message_number'], null);
    const { total_messages_count: total } = await world.group(chat_id);
    await world.drain();
    const numbers = [await numberOf(first.message_id), await numberOf(second.message_id)];
    assert.deepEqual(numbers, [total + 1, total + 2]);
    await assertSettled(world, chat_id);
  });

  it('a message costs 1 read and 1 write, its trigger nothing, a batch one write of the chat', async () => {
    const { cost: sending } = await world.measure(() => send(world, ann, chat_id, 'x'));
    assert.deepEqual(sending, { reads: 1, writes: 1, deletes: 0, invocations: 0 });
    const ids: string[] = [];
    for (const uid of [bob, ann, bob]) ids.push((await send(world, uid, chat_id, 'y')).message_id);
    const events = await Promise.all(ids.map((id) => world.messageEvent(chat_id, id)));
    const { cost: triggers } = await world.measure(async () => {
      for (const event of events) await world.deliver(event);
    });
    assert.deepEqual(triggers, { reads: 0, writes: 0, deletes: 0, invocations: 3 });
    assert.equal(world.tasks.waiting.length, 1, 'one task for all');

    const task = world.tasks.take();
    assert.ok(task);
    const before = world.writesOf(`chats/${chat_id}`);
    const { cost: batch } = await world.measure(() => world.runTask(task));
    assert.equal(world.writesOf(`chats/${chat_id}`) - before, 1);
    const [MESSAGES, MEMBERS, SENDERS, DEVICES] = [4, 4, 2, 4];
    assert.equal(batch.writes, MESSAGES + 2 + 2 * SENDERS + (MEMBERS - 1) + 1);
    // Whoever sent the last has nothing new, and gets no push.
    assert.equal(batch.reads, 2 + MESSAGES + SENDERS + MEMBERS + (DEVICES - 1) + 1);
    await world.drain();
    await assertSettled(world, chat_id);
  });

  it('a direct write waits too: 2 reads and 1 write, and does not read for its sender', async () => {
    const read = (await world.event(owner)).read?.[chat_id];
    const id = await writeDirectly(client, owner, chat_id, 'late');
    const event = await world.messageEvent(chat_id, id);
    const { cost } = await world.measure(() => world.deliver(event));
    assert.deepEqual(cost, { reads: 2, writes: 1, deletes: 0, invocations: 1 });
    assert.equal(await numberOf(id), null);
    const again = await world.measure(() => world.deliver(event));
    assert.deepEqual(again.cost, { reads: 2, writes: 0, deletes: 0, invocations: 1 });
    await world.drain();
    assert.equal((await world.event(owner)).read?.[chat_id], read, 'he had not seen all before it');
    await assertSettled(world, chat_id);
  });

  it('a direct write of one who had seen everything raises him', async () => {
    const { total_messages_count: total } = await world.group(chat_id);
    await world.call(owner, 'markRead', { chat_id, message_number: total });
    const id = await writeDirectly(client, owner, chat_id, 'on time');
    await world.drain();
    assert.equal(await numberOf(id), total + 1);
    assert.equal((await world.event(owner)).read?.[chat_id], total + 1);
    assert.equal((await world.event(owner)).unread[chat_id], 0);
  });

  it('a retransmission answers null as long as it waits, then its number', async () => {
    const { message_id } = await send(world, ann, chat_id, 'x');
    const again = await send(world, ann, chat_id, 'x', message_id);
    assert.deepEqual([again.message_number, again.created], [null, false]);
    await refuses(send(world, bob, chat_id, 'x', message_id), 'already-exists', 'MESSAGE_ID_TAKEN');
    await world.drain();
    const last = await send(world, ann, chat_id, 'x', message_id);
    assert.deepEqual([last.message_number, last.created], [await numberOf(message_id), false]);
    assert.ok(last.message_number !== null);
  });

  it('a direct write sent again by callable before its trigger waits for the batch', async () => {
    const id = await writeDirectly(client, owner, chat_id, 'x');
    const sent = await send(world, owner, chat_id, 'x', id);
    assert.deepEqual([sent.message_number, sent.created], [null, false]);
    await world.drain();
    await assertSettled(world, chat_id);
  });

  it('edited while it waits, a message is shown and pushed as it reads then', async () => {
    const { message_id } = await send(world, ann, chat_id, 'before');
    await world.call(ann, 'editMessage', { chat_id, message_id, text: 'after' });
    await world.drain();
    assert.equal((await world.group(chat_id)).last_message?.text, 'after');
    assert.match((await pushesHere(eve)).at(-1)?.notification.body ?? '', /after$/);
    await assertSettled(world, chat_id);
  });

  it('deleted while it waits, it keeps its place and is not pushed', async () => {
    const count = (await pushesHere(eve)).length;
    const { message_id } = await send(world, ann, chat_id, 'secret');
    await world.call(ann, 'deleteMessage', { chat_id, message_id, for: 'everyone' });
    await world.drain();
    const { last_message, total_messages_count } = await world.group(chat_id);
    assert.deepEqual([last_message?.deleted, last_message?.text], [true, null]);
    assert.equal(await numberOf(message_id), total_messages_count);
    assert.equal((await pushesHere(eve)).length, count);
    await assertSettled(world, chat_id);
  });

  it('who is removed before the batch loses all, and what he sent has its number', async () => {
    const { message_id } = await send(world, bob, chat_id, 'my last');
    await world.call(owner, 'removeMember', { chat_id, user_id: bob });
    await refuses(send(world, bob, chat_id, 'x'), 'permission-denied', 'CHAT_NOT_MEMBER');
    await world.drain();
    assert.equal(typeof (await numberOf(message_id)), 'number');
    assert.ok(!JSON.stringify(await world.event(bob)).includes(chat_id));
    await assertSettled(world, chat_id);
  });

  it('who is removed between the numbers and the members is told nothing', async () => {
    await send(world, ann, chat_id, 'x');
    const count = (await pushesHere(bob)).length;
    const [waiting] = (await messagesOf(world, chat_id)).filter(({ queued_at }) => queued_at);
    await world.deliver(await world.messageEvent(chat_id, waiting?.id ?? ''));
    dieAt(1, 'before');
    const task = world.tasks.take();
    assert.ok(task);
    await assert.rejects(world.runTask(task));
    world.crash(undefined);
    assert.equal(typeof (await numberOf(waiting?.id ?? '')), 'number');
    await world.call(owner, 'removeMember', { chat_id, user_id: bob });
    world.tasks.again(task);
    await world.drain();
    assert.ok(!JSON.stringify(await world.event(bob)).includes(chat_id));
    assert.equal((await pushesHere(bob)).length, count);
    await assertSettled(world, chat_id);
  });

  for (const when of ['before', 'after'] as const) {
    // The numbers, the members, the note that all is done.
    for (const at of [0, 1, 2]) {
      it(`a task that dies ${when} its write ${at} is finished by its next run`, async () => {
        for (const uid of [ann, bob, ann]) await send(world, uid, chat_id, 'x');
        dieAt(at, when);
        await world.drain().catch(() => {});
        world.crash(undefined);
        world.clock.advance(61);
        await world.runSchedule(finishNumbering);
        await assertSettled(world, chat_id);
        const ids = (await pushesHere(eve)).map(({ data }) => data['message_id']);
        assert.equal(new Set(ids).size, ids.length);
        await world.drain();
      });
    }
  }

  it('what a lost task leaves is numbered by the schedule, which else costs 2 reads', async () => {
    const { message_id } = await send(world, ann, chat_id, 'x');
    await world.deliver(await world.messageEvent(chat_id, message_id));
    assert.ok(world.tasks.take());
    await world.runSchedule(finishNumbering);
    assert.equal(await numberOf(message_id), null, 'a task may still come');
    world.clock.advance(61);
    await world.runSchedule(finishNumbering);
    await assertSettled(world, chat_id);
    const { cost } = await world.measure(() => world.runSchedule(finishNumbering));
    assert.deepEqual(cost, { reads: 2, writes: 0, deletes: 0, invocations: 1 });
    await world.drain();
  });

  it('gets one push for each batch, of what mentions him before what is latest', async () => {
    const [before, eves] = [(await pushesHere(owner)).length, (await pushesHere(eve)).length];
    await world.admin.doc(`chats/${chat_id}`).update({ [`usernames.${eve}`]: 'eve' });
    for (const text of ['one', 'you, @eve', 'three']) {
      await send(world, ann, chat_id, text);
      advanceMillis(world, 10);
    }
    await world.drain();
    assert.equal((await pushesHere(owner)).length, before + 1);
    assert.match((await pushesHere(owner)).at(-1)?.notification.body ?? '', /three$/);
    assert.equal((await pushesHere(eve)).length, eves + 1);
    assert.match((await pushesHere(eve)).at(-1)?.notification.body ?? '', /you, @eve$/);
  });

  it('what FCM cannot take is pushed when it is back, once', async () => {
    const count = (await pushesHere(eve)).length;
    await world.inbox.behave(eve, { answer: 'UNAVAILABLE', retry_after_seconds: 61 });
    const { message_id } = await send(world, ann, chat_id, 'x');
    await world.deliver(await world.messageEvent(chat_id, message_id));
    const task = world.tasks.take();
    assert.ok(task);
    await assert.rejects(world.runTask(task));
    await world.inbox.forgive(eve);
    world.tasks.again(task);
    await world.drain();
    const pushes = (await world.inbox.pushes({ token: eve, answered: 'OK' })).filter(
      ({ message }) => (message['data'] as Record<string, string>)['message_id'] === message_id,
    );
    assert.equal(pushes.length, 1);
    assert.ok((await pushesHere(eve)).length > count);
    await assertSettled(world, chat_id);
  });

  it('is read by number, and by time also while the latest wait', async () => {
    const { total_messages_count: total } = await world.group(chat_id);
    for (let index = 0; index < 6; index += 1) await send(world, ann, chat_id, 'x');
    world.clock.advance(1);
    const before = world.clock.now().toRfc3339();
    const fetch = (input: object) =>
      world.call<{ messages: { message_number: number }[] }>(eve, 'fetchMessages', {
        chat_id,
        ...input,
      });
    for (const input of [{}, { before }]) {
      const { messages } = await fetch(input);
      assert.equal(messages[0]?.message_number, total);
    }
    const { total_messages_count } = await world.group(chat_id);
    const number = total_messages_count + 1;
    const reading = world.call(eve, 'markRead', { chat_id, message_number: number });
    await refuses(reading, 'invalid-argument', 'MESSAGE_NUMBER_OUT_OF_RANGE', ['message_number']);
    await world.drain();
    await world.call(eve, 'markRead', { chat_id, message_number: number });
    await assertSettled(world, chat_id);
  });

  it('is numbered at once again when it has been calm for a while', async () => {
    assert.equal((await send(world, ann, chat_id, 'x')).message_number, null);
    await world.drain();
    world.clock.advance(BUSY_SECONDS + 2);
    const { message_number } = await send(world, ann, chat_id, 'x');
    assert.equal(message_number, (await world.group(chat_id)).total_messages_count);
    const { cost } = await world.measure(() => send(world, ann, chat_id, 'y'));
    assert.deepEqual(cost, { reads: 1, writes: 4, deletes: 0, invocations: 0 });
    await world.drain();
    await assertSettled(world, chat_id);
  });

  it('stays as it is for as long as many come', async () => {
    const end = world.clock.now().plusSeconds(BUSY_SECONDS + PACE_SECONDS);
    while (world.clock.now().compare(end) < 0) {
      // The clock also moves on to when each batch is due, and the next one.
      for (const uid of [ann, bob, eve, ann, bob, eve]) {
        assert.equal((await send(world, uid, chat_id, 'x')).message_number, null);
      }
      world.clock.advance(1);
      await world.drain();
    }
    await assertSettled(world, chat_id);
  });

  it('holds a sender to his limit, by what the batches have counted', async () => {
    const sent = async () => {
      for (let count = 0; ; count += 1) {
        try {
          await send(world, eve, chat_id, 'x');
        } catch (error) {
          assert.equal(
            (error as { details?: { reason?: string } }).details?.reason,
            'RATE_LIMITED',
          );
          return count;
        }
        if (count === 70) await world.drain();
        assert.ok(count < 100, 'without end');
      }
    };
    assert.ok((await sent()) >= 60);
    await assertSettled(world, chat_id);
  });

  it('holds back the pushes of a burst of direct writes, and numbers and counts all of it', async () => {
    const held = async () =>
      (await messagesOf(world, chat_id)).filter((one) => one.push_held === true).length;
    const { total_messages_count: before } = await world.group(chat_id);
    const written = Array.from({ length: 62 }, () => newMessageId());
    for (const id of written) await writeDirectly(client, owner, chat_id, 'offline', id);
    await world.drain();
    assert.equal(await held(), 2);
    assert.equal((await world.group(chat_id)).total_messages_count, before + 62);
    assert.equal((await message(written.at(-1) ?? ''))?.['push_held'], true);
    await assertSettled(world, chat_id);
    const pushed = (await pushesHere(eve)).map(({ data }) => data['message_id']);
    assert.ok(!pushed.includes(written.at(-1)), 'what is held back is not what a batch pushes');
    world.clock.advance(1);
    await send(world, owner, chat_id, 'what was held back is not owed');
  });

  it('pushes nothing of a callable beyond the limit that a batch counts', async () => {
    for (let index = 0; index < 70; index += 1) {
      await send(world, eve, chat_id, `${index}`);
      advanceMillis(world, 1);
    }
    await world.drain();
    const sent = (await messagesOf(world, chat_id)).filter(({ from_user }) => from_user === eve);
    assert.equal(sent.length, 70);
    assert.deepEqual(
      sent.filter((one) => one.push_held === true).map(({ text }) => Number(text)),
      Array.from({ length: 10 }, (_, index) => 60 + index),
    );
    const bodies = (await pushesHere(owner)).map(({ notification }) => notification.body);
    assert.ok(bodies.some((body) => body.endsWith('59')) && !bodies.some((b) => b.endsWith('69')));
    // The ten are owed: a third of a second each.
    world.clock.advance(2);
    await refuses(send(world, eve, chat_id, 'x'), 'resource-exhausted', 'RATE_LIMITED');
    world.clock.advance(2);
    await send(world, eve, chat_id, 'x');
  });

  it('a direct chat and a quiet group never wait', async () => {
    const direct = await openChat(world, owner, ann);
    for (let index = 0; index < 2 * MAX_PACE; index += 1) {
      assert.equal((await send(world, owner, direct, 'x')).message_number, index + 1);
    }
    assert.equal('pace' in (await world.chat(direct)), false);
    const quiet = await openGroup(world, owner, [ann]);
    for (let index = 0; index < 2 * MAX_PACE; index += 1) {
      assert.equal((await send(world, owner, quiet, 'x')).message_number, index + 2);
      world.clock.advance(1);
    }
    await world.drain();
  });
});
