import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { newMessageId, openChat, send, writeDirectly } from './helpers.ts';

describe('things that happen at once', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', '4', '5', '6', '7', '8']) await world.addUser(uid);
  });
  after(() => world.close());

  const messageNumbers = async (chat_id: string): Promise<unknown[]> => {
    const found = await world.admin
      .collection(`chats/${chat_id}/messages`)
      .orderBy('message_number')
      .get();
    return found.docs.map((doc) => doc.get('message_number') as unknown);
  };
  const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

  it('two creations of one chat, from both sides, make one', async () => {
    const answers = await Promise.all(
      ['1', '2', '1', '2'].map((uid) =>
        world.call<{ chat_id: string; created: boolean }>(uid, 'createChat', {
          user_id: uid === '1' ? '2' : '1',
        }),
      ),
    );
    assert.deepEqual(new Set(answers.map(({ chat_id }) => chat_id)), new Set(['1_2']));
    assert.equal(answers.filter(({ created }) => created).length, 1);
    const members = await world.admin.collection('chats/1_2/members').get();
    assert.deepEqual(members.docs.map(({ id }) => id).toSorted(), ['1', '2']);
  });

  it('messages of both sides at the same instant get different numbers without a gap', async () => {
    const chat_id = await openChat(world, '1', '3');
    const sent = await Promise.all(
      upTo(10).map((index) => send(world, index % 2 ? '1' : '3', chat_id, `${index}`)),
    );
    const numbers = sent.map(({ message_number }) => message_number ?? 0);
    assert.deepEqual(
      numbers.toSorted((a, b) => a - b),
      upTo(10),
    );
    assert.deepEqual(await messageNumbers(chat_id), upTo(10));
    assert.equal((await world.chat(chat_id)).total_messages_count, 10);
  });

  it('both doors at once get different numbers without a gap', async () => {
    const chat_id = await openChat(world, '1', '4');
    const client = await world.client('4');
    await Promise.all([
      ...upTo(5).map((index) => send(world, '1', chat_id, `call ${index}`)),
      ...upTo(5).map((index) => writeDirectly(client, '4', chat_id, `write ${index}`)),
    ]);
    await world.drain();
    assert.deepEqual(await messageNumbers(chat_id), upTo(10));
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 10);
    for (const [uid, side] of [
      ['1', 1],
      ['4', 2],
    ] as const) {
      const event = await world.event(uid);
      const unread: number = 10 - Number(chat?.[`read_number_user${side}`]);
      assert.equal(event.unread[chat_id] ?? 0, unread, `unread of ${uid} is total - read`);
    }
  });

  it('one message sent many times at once is one message with one answer', async () => {
    const chat_id = await openChat(world, '1', '5');
    const message_id = newMessageId();
    const answers = await Promise.all(
      upTo(6).map(() => send(world, '1', chat_id, 'once', message_id)),
    );
    const created = answers.filter((answer) => answer.created);
    assert.equal(created.length, 1, 'one of them sent it');
    for (const answer of answers) assert.deepEqual({ ...answer, created: true }, created[0]);
    assert.deepEqual(await messageNumbers(chat_id), [1]);
    assert.equal((await world.chat(chat_id)).total_messages_count, 1);
  });

  it('reading while messages arrive never leaves a wrong count', async () => {
    const chat_id = await openChat(world, '1', '6');
    for (const index of upTo(3)) await send(world, '1', chat_id, `${index}`);
    await Promise.all([
      world.drain(),
      world.call('6', 'markRead', { chat_id, message_number: 3 }),
      ...upTo(4).map((index) => send(world, '1', chat_id, `more ${index}`)),
      world.call('6', 'markDelivered', { chat_id, message_number: 2 }),
    ]);
    await world.drain();
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 7);
    assert.equal(chat.read_number_user2, 3);
    assert.equal(chat.delivered_number_user2, 3);
    assert.equal(chat.notify_new_message_to_user2, true);
    const event = await world.event('6');
    assert.equal(event.unread[chat_id], 4);
    assert.equal(event.notify_new_message, true);
  });

  it('two first sign-ins at once make one user', async () => {
    await world.auth.createUser({ uid: 'new', displayName: 'New Person' });
    const clients = await Promise.all([world.client('new'), world.client('new')]);
    assert.equal(clients.length, 2);
    const claims = await world.admin.collection('usernames').where('uid', '==', 'new').get();
    assert.deepEqual(
      claims.docs.map(({ id }) => id),
      ['new_person'],
    );
  });

  it('two accounts of the same name get different usernames', async () => {
    await Promise.all(
      ['twin-a', 'twin-b'].map((uid) => world.addUser(uid, { displayName: 'Twin Name' })),
    );
    const names = await Promise.all(
      ['twin-a', 'twin-b'].map(async (uid) => (await world.read(`users/${uid}`))?.username),
    );
    assert.equal(new Set(names).size, 2);
    assert.ok(names.includes('twin_name'));
  });
});
