import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { newChat, send, writeDirectly } from './helpers.ts';

const ROUNDS = 8;

/** Each is played several times, as who comes first is not ours to say; whoever does, one story holds. */
describe('what is done to a message while something else happens', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  const fresh = async (): Promise<void> => {
    ({ chat_id, low, high } = await newChat(world));
    await world.call(high, 'registerDevice', { device_id: 'd', token: token(), platform: 'ios' });
  };
  const repeatedly = (name: string, play: () => Promise<void>) =>
    it(name, async () => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await fresh();
        await play();
      }
    });
  const token = () => `races-${low}-${world.projectId}`;
  const message = (id: string) => world.read(`chats/${chat_id}/messages/${id}`);
  const edit = (message_id: string, text = 'new') =>
    world.call(low, 'editMessage', { chat_id, message_id, text });
  const erase = (message_id: string) =>
    world.call(low, 'deleteMessage', { chat_id, message_id, for: 'everyone' });
  const bodies = async () =>
    (await world.inbox.pushes({ token: token() })).map(
      (push) => (push.message['notification'] as { body: string }).body,
    );
  const isDeleted = (error: unknown) =>
    (error as { details?: { reason?: string } }).details?.reason === 'MESSAGE_DELETED';

  repeatedly('delete against edit: it ends deleted, in the chat as well', async () => {
    const { message_id } = await send(world, low, chat_id, 'old');
    const [edited, erased] = await Promise.allSettled([edit(message_id), erase(message_id)]);
    assert.equal(erased.status, 'fulfilled');
    if (edited.status === 'rejected') assert.ok(isDeleted(edited.reason), String(edited.reason));
    const { deleted, text } = (await message(message_id)) ?? {};
    assert.deepEqual({ deleted, text }, { deleted: true, text: undefined });
    const { last_message } = await world.chat(chat_id);
    assert.deepEqual([last_message?.deleted, last_message?.text], [true, null]);
  });

  repeatedly('two edits: one of the texts, the other kept, and the preview agrees', async () => {
    const { message_id } = await send(world, low, chat_id, 'old');
    await Promise.all([edit(message_id, 'one'), edit(message_id, 'two')]);
    const { text, edits } = (await message(message_id)) ?? {};
    assert.ok(text === 'one' || text === 'two');
    assert.equal(edits, 2);
    const kept = await world.admin
      .collection(`chats/${chat_id}/messages/${message_id}/edits`)
      .get();
    const former = kept.docs.map((doc) => String(doc.get('text')));
    assert.deepEqual(former, ['old', text === 'one' ? 'two' : 'one']);
    assert.equal((await world.chat(chat_id)).last_message?.text, text);
  });

  repeatedly('edit against the numbering of a direct write: one number, one text', async () => {
    const client = await world.client(low);
    const message_id = await writeDirectly(client, low, chat_id, 'old');
    const event = await world.messageEvent(chat_id, message_id);
    await Promise.all([world.deliver(event), edit(message_id), world.deliver(event)]);
    const { text, message_number } = (await message(message_id)) ?? {};
    assert.deepEqual([text, message_number], ['new', 1]);
    const chat = await world.chat(chat_id);
    assert.equal(chat.total_messages_count, 1);
    assert.deepEqual([chat.last_message?.text, chat.last_message?.message_number], ['new', 1]);
    assert.equal((await world.event(high)).unread[chat_id], 1);
    assert.equal((await bodies()).length, 1);
  });

  repeatedly('delete against the numbering of a direct write: numbered, and empty', async () => {
    const client = await world.client(low);
    const message_id = await writeDirectly(client, low, chat_id, 'old');
    const event = await world.messageEvent(chat_id, message_id);
    await Promise.all([world.deliver(event), erase(message_id)]);
    const { text, deleted, message_number } = (await message(message_id)) ?? {};
    assert.deepEqual([text, deleted, message_number], [undefined, true, 1]);
    const { last_message } = await world.chat(chat_id);
    assert.deepEqual([last_message?.text, last_message?.deleted], [null, true]);
  });

  repeatedly('delete of the latest against a send: the preview is the new one, whole', async () => {
    const { message_id } = await send(world, low, chat_id, 'old');
    const [sent] = await Promise.all([send(world, high, chat_id, 'next'), erase(message_id)]);
    assert.deepEqual((await world.chat(chat_id)).last_message, {
      ...{ message_id: sent.message_id, from_user: high, type: 'TEXT' },
      ...{ text: 'next', message_number: 2 },
    });
    assert.equal((await message(message_id))?.['deleted'], true);
  });

  repeatedly('delete against delivery: what was deleted first is never pushed', async () => {
    const { message_id } = await send(world, low, chat_id, 'old');
    const event = await world.messageEvent(chat_id, message_id);
    await Promise.all([erase(message_id), world.deliver(event), world.deliver(event)]);
    const pushed = (await bodies()).length;
    assert.ok(pushed <= 1);
    await world.deliver(event);
    assert.equal((await bodies()).length, pushed, 'nothing after the deletion');
    assert.equal((await world.event(high)).unread[chat_id], 1);
  });

  repeatedly('delete for oneself from both sides: hidden for both', async () => {
    const { message_id } = await send(world, low, chat_id, 'old');
    await Promise.all(
      [low, high].map((uid) =>
        world.call(uid, 'deleteMessage', { chat_id, message_id, for: 'me' }),
      ),
    );
    const hidden = (await message(message_id))?.['hidden_for'] as string[];
    assert.deepEqual(hidden.toSorted(), [low, high].toSorted());
    const shown = (await world.chat(chat_id)).last_message?.hidden_for;
    assert.deepEqual(shown?.toSorted(), [low, high].toSorted());
  });

  repeatedly('a reaction against a deletion: nothing is left of it', async () => {
    const { message_id } = await send(world, low, chat_id, 'old');
    const reaction = { chat_id, message_id, emoji: '👍', on: true };
    const [reacted] = await Promise.allSettled([
      world.call(high, 'reactToMessage', reaction),
      erase(message_id),
    ]);
    if (reacted.status === 'rejected') assert.ok(isDeleted(reacted.reason));
    const { reactions, deleted } = (await message(message_id)) ?? {};
    assert.deepEqual([reactions, deleted], [undefined, true]);
  });

  repeatedly('marks against messages: no count is lost', async () => {
    await send(world, low, chat_id, 'one');
    await Promise.all([
      world.drain(),
      world.call(high, 'markUnread', { chat_id }),
      world.call(high, 'muteChat', { chat_id }),
      send(world, low, chat_id, 'two'),
    ]);
    await world.drain();
    const event = await world.event(high);
    assert.equal(event.unread[chat_id], 2);
    assert.deepEqual(event.marked_unread, { [chat_id]: true });
    assert.deepEqual(Object.keys(event.muted ?? {}), [chat_id]);
  });
});
