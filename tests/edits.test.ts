import assert from 'node:assert/strict';

import { Instant } from '../functions/src/kernel/instant.ts';
import { EDIT_SECONDS } from '../functions/src/modules/messages/edit-message.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openGroup } from './groups-helpers.ts';
import { newChat, newMessageId, refuses, send, writeDirectly } from './helpers.ts';

describe('editing a message', () => {
  let world: World;
  let chat_id: string;
  let low: string;
  let high: string;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    world.clock.set(Instant.fromMillis(Date.now()));
    ({ chat_id, low, high } = await newChat(world));
    await world.call(high, 'registerDevice', { device_id: 'd', token: token(), platform: 'ios' });
  });
  after(() => world.close());

  const token = () => `edits-${low}-${world.projectId}`;
  const edit = (message_id: string, text: string, uid = low) =>
    world.call(uid, 'editMessage', { chat_id, message_id, text });
  const message = (id: string) => world.read(`chats/${chat_id}/messages/${id}`);
  const edits = async (id: string) => {
    const found = await world.admin.collection(`chats/${chat_id}/messages/${id}/edits`).get();
    return found.docs.map((doc) => [doc.id, doc.get('text') as unknown]);
  };
  const bodies = async () =>
    (await world.inbox.pushes({ token: token() })).map(
      ({ message: push }) => (push['notification'] as { body: string }).body,
    );

  it('changes the text, says so, and keeps each former text', async () => {
    const { message_id } = await send(world, low, chat_id, 'one');
    const before = await message(message_id);
    assert.deepEqual(await edit(message_id, 'two'), {});
    await edit(message_id, 'three');
    assert.deepEqual(await message(message_id), {
      ...before,
      text: 'three',
      edited: true,
      edits: 2,
    });
    assert.deepEqual(await edits(message_id), [
      ['1', 'one'],
      ['2', 'two'],
    ]);
  });

  it('leaves numbers, receipts, unread and flags as they are', async () => {
    const { message_id } = await send(world, low, chat_id, 'one');
    await world.drain();
    await world.call(high, 'markRead', { chat_id, message_number: 1 });
    const before = { chat: await world.chat(chat_id), event: await world.event(high) };
    await edit(message_id, 'two');
    const { last_change, last_message, send_limits, ...chat } = await world.chat(chat_id);
    assert.ok(last_change);
    assert.ok(send_limits);
    const { last_message: shown, send_limits: charged } = before.chat;
    assert.deepEqual({ ...chat, last_message: shown, send_limits: charged }, before.chat);
    assert.equal(last_message?.text, 'two');
    assert.deepEqual(await world.event(high), before.event);
  });

  it('of the latest changes the preview, of an earlier one does not', async () => {
    const first = await send(world, low, chat_id, 'one');
    const second = await send(world, low, chat_id, 'two');
    await edit(first.message_id, 'ONE');
    assert.equal((await world.chat(chat_id)).last_message?.text, 'two');
    await edit(second.message_id, 'TWO');
    const { last_message } = await world.chat(chat_id);
    assert.deepEqual(last_message, {
      message_id: second.message_id,
      from_user: low,
      type: 'TEXT',
      text: 'TWO',
      message_number: 2,
    });
  });

  it('to the same text writes nothing, even when the time is over', async () => {
    const { message_id } = await send(world, low, chat_id, 'one');
    await edit(message_id, 'two');
    world.clock.advance(EDIT_SECONDS + 1);
    const { cost } = await world.measure(() => edit(message_id, 'two'));
    assert.equal(cost.writes, 0);
    assert.equal((await edits(message_id)).length, 1);
  });

  it('ends 24 hours after sending', async () => {
    const { message_id } = await send(world, low, chat_id, 'one');
    world.clock.advance(EDIT_SECONDS);
    await edit(message_id, 'two');
    world.clock.advance(1);
    const late = edit(message_id, 'three');
    await refuses(late, 'failed-precondition', 'EDIT_TOO_LATE', ['message_id']);
    assert.equal((await message(message_id))?.['text'], 'two');
  });

  it('gives a picture another caption, or its first one', async () => {
    const message_id = newMessageId();
    const file = { path: 'a/b', name: 'b', content_type: 'image/png', size: 1 };
    await world.call(low, 'sendMessage', { chat_id, message_id, type: 'IMAGE', file });
    await edit(message_id, 'a caption');
    assert.deepEqual((await message(message_id))?.['file'], file);
    assert.equal((await message(message_id))?.['text'], 'a caption');
    assert.deepEqual(await edits(message_id), [['1', null]]);
  });

  it('is not for what somebody else wrote: a copy goes on naming its author', async () => {
    const { message_id } = await send(world, low, chat_id, 'mine');
    const group = await openGroup(world, high, [low]);
    const copies = { chat_id, message_id, chat_ids: [group] };
    const { forwarded } = await world.call<{ forwarded: { message_id?: string }[] }>(
      high,
      'forwardMessage',
      copies,
    );
    const target = { chat_id: group, message_id: forwarded[0]?.message_id };
    const forged = world.call(high, 'editMessage', { ...target, text: 'forged' });
    await refuses(forged, 'failed-precondition', 'MESSAGE_IS_FORWARDED');
    assert.equal(
      (await world.read(`chats/${group}/messages/${target.message_id}`))?.['text'],
      'mine',
    );
  });

  describe('before it is delivered', () => {
    it('has the new text pushed, never the old one', async () => {
      const { message_id } = await send(world, low, chat_id, 'the old text');
      const event = await world.messageEvent(chat_id, message_id);
      await edit(message_id, 'the new text');
      await world.deliver(event);
      await world.deliver(event);
      assert.deepEqual(await bodies(), ['the new text']);
    });

    it('also where the clock of the one who edits is behind', async () => {
      const { message_id } = await send(world, low, chat_id, 'the old text');
      const event = await world.messageEvent(chat_id, message_id);
      world.clock.advance(-5);
      await edit(message_id, 'the new text');
      world.clock.advance(5);
      await world.deliver(event);
      assert.deepEqual(await bodies(), ['the new text']);
    });

    it('also where it was written directly and has no number yet', async () => {
      const client = await world.client(low);
      const message_id = await writeDirectly(client, low, chat_id, 'the old text');
      const event = await world.messageEvent(chat_id, message_id);
      await edit(message_id, 'the new text');
      await world.deliver(event);
      assert.deepEqual(await bodies(), ['the new text']);
      assert.equal((await message(message_id))?.['message_number'], 1);
      assert.equal((await world.chat(chat_id)).last_message?.text, 'the new text');
    });

    it('also in a group', async () => {
      const group = await openGroup(world, low, [high]);
      const { message_id } = await send(world, low, group, 'the old text');
      const event = await world.messageEvent(group, message_id);
      await world.call(low, 'editMessage', { chat_id: group, message_id, text: 'the new text' });
      await world.deliver(event);
      assert.deepEqual(await bodies(), [`user_${low}: the new text`]);
    });
  });

  it('does not touch what sending it again answers', async () => {
    const first = await send(world, low, chat_id, 'one');
    await edit(first.message_id, 'two');
    const again = await send(world, low, chat_id, 'one', first.message_id);
    assert.deepEqual(again, { ...first, created: false });
    assert.equal((await message(first.message_id))?.['text'], 'two');
  });
});
