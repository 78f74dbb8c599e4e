import assert from 'node:assert/strict';

import { startStorageStandIn } from '../testkit/stand-ins/storage/server.ts';
import { openWorld, type World } from '../testkit/world.ts';
import type { Notification } from '../functions/src/modules/notifications/model.ts';
import { openGroup } from './groups-helpers.ts';
import { newMessageId, openChat, refuses, send } from './helpers.ts';
import { arrive } from './leaving-helpers.ts';

describe('what a deleted account leaves behind', () => {
  let world: World;
  let count = 0;
  before(async () => {
    world = await openWorld();
    for (const uid of ['peer', 'other']) await world.addUser(uid);
  });
  after(() => world.close());

  const somebody = async () => {
    count += 1;
    await world.addUser(`u${count}`);
    return arrive(world, `u${count}`);
  };

  it('makes tombstones of messages, which keep numbers and receipts in order', async () => {
    const { uid, sid } = await somebody();
    const chat_id = await openChat(world, uid, 'peer');
    const first = await send(world, uid, chat_id, 'from him');
    await send(world, 'peer', chat_id, 'from the peer');
    const last = await send(world, uid, chat_id, 'his last');
    const edit = { chat_id, message_id: first.message_id, text: 'edited' };
    await world.call(uid, 'editMessage', edit);
    await world.drain();
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();

    const chat = await world.chat(chat_id);
    assert.equal(chat.active, false);
    assert.deepEqual(Object.keys(chat.usernames), ['peer']);
    assert.deepEqual(chat.members.toSorted(), ['peer', uid].toSorted());
    assert.equal(chat.total_messages_count, 3);
    assert.equal(chat.last_message?.message_id, last.message_id);
    assert.deepEqual([chat.last_message.text, chat.last_message.deleted], [null, true]);
    const { messages } = await world.call<{ messages: Record<string, unknown>[] }>(
      'peer',
      'fetchMessages',
      { chat_id },
    );
    assert.deepEqual(
      messages.map(({ message_number, from_user, deleted, text }) => [
        ...[message_number, from_user, deleted, text],
      ]),
      [
        [3, uid, true, undefined],
        [2, 'peer', false, 'from the peer'],
        [1, uid, true, undefined],
      ],
    );
    assert.equal(messages[2]?.['edited'], false);
    const edits = await world.admin.collectionGroup('edits').get();
    assert.equal(edits.size, 0);
    const chats = await world.call<{ chats: { chat_id: string }[] }>('peer', 'listChats', {});
    assert.ok(chats.chats.some((listed) => listed.chat_id === chat_id));
    const known = await world.call('peer', 'createChat', { user_id: uid });
    assert.deepEqual(known, { chat_id, created: false });
    await refuses(send(world, 'peer', chat_id, 'x'), 'failed-precondition', 'CHAT_INACTIVE', [
      'chat_id',
    ]);
    const opened = world.call('other', 'createChat', { user_id: uid });
    await refuses(opened, 'not-found', 'USER_NOT_FOUND', ['user_id']);
  });

  it('makes tombstones of copies that others forwarded, and leaves alone what only names him', async () => {
    const { uid, sid } = await somebody();
    const chat_id = await openChat(world, uid, 'peer');
    const { message_id } = await send(world, uid, chat_id, 'from him');
    const elsewhere = await openChat(world, 'peer', 'other');
    const before_it = (await world.chat(elsewhere)).total_messages_count;
    const reply = { text: 'of the peer', action: 'REPLY', action_params: { from_user: uid } };
    const input = { chat_id: elsewhere, message_id: newMessageId(), type: 'TEXT', ...reply };
    await world.call('peer', 'sendMessage', input);
    // More than a page of what only names him, so that one page has nothing to erase.
    const writer = world.admin.bulkWriter();
    for (let n = 0; n < 120; n += 1) {
      const ref = world.admin.doc(`chats/${elsewhere}/messages/${'0'.repeat(17)}${100 + n}`);
      const said = { from_user: 'peer', type: 'TEXT', ...reply, edits: 3 };
      void writer.create(ref, { ...said, message_number: 0, created: new Date() });
    }
    await writer.close();
    const origin = { chat_id, message_id, chat_ids: [elsewhere] };
    const { forwarded } = await world.call<{ forwarded: { message_id: string }[] }>(
      ...(['peer', 'forwardMessage', origin] as const),
    );
    const copy = forwarded[0]?.message_id ?? '';
    await world.drain();
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();

    const left = await world.read(`chats/${elsewhere}/messages/${copy}`);
    assert.ok(left);
    const { created: _, ...fields } = left;
    assert.deepEqual(fields, {
      ...{ from_user: 'peer', type: 'TEXT', message_number: before_it + 2 },
      ...{ action: 'DELETE', deleted: true, deleted_by: uid },
    });
    const chat = await world.chat(elsewhere);
    assert.equal(chat.total_messages_count, before_it + 2);
    assert.equal(chat.last_message?.message_id, copy);
    assert.deepEqual([chat.last_message.text, chat.last_message.deleted], [null, true]);
    const named = await world.read(`chats/${elsewhere}/messages/${input.message_id}`);
    assert.equal(named?.['text'], 'of the peer');
    const others = world.admin.collection(`chats/${elsewhere}/messages`);
    const kept = await others.where('edits', '==', 3).where('text', '==', 'of the peer').get();
    assert.equal(kept.size, 120);
  });

  it('leaves groups, and what tells of them names nobody and quotes him no more', async () => {
    const { uid, sid } = await somebody();
    const input = { title: 'His title', user_ids: ['peer', 'other'] };
    const { chat_id } = await world.call<{ chat_id: string }>(uid, 'createGroup', input);
    await world.call(uid, 'updateGroup', { chat_id, title: 'Another title' });
    await world.call(uid, 'updateGroup', { chat_id, photo_url: 'https://x.example/his.jpg' });
    await world.call('peer', 'fetchMessages', { chat_id });
    await world.drain();
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();

    const group = await world.group(chat_id);
    assert.deepEqual(group.members, ['peer', 'other']);
    assert.deepEqual(group.roles, { peer: 'owner', other: 'member' });
    assert.equal(group.title, 'Another title', 'it is the group’s');
    const { messages } = await world.call<{
      messages: { text: string; action_params: object; deleted: boolean }[];
    }>('peer', 'fetchMessages', { chat_id });
    assert.deepEqual(
      messages.toReversed().map(({ text, action_params }) => [text, action_params]),
      [
        ['The group was created', { event: 'GROUP_CREATED', user_ids: ['peer', 'other'] }],
        ['The group was given another name', { event: 'GROUP_RENAMED' }],
        ["The group's picture was changed", { event: 'GROUP_PHOTO_CHANGED' }],
        [
          'The owner left, and another member owns the group now',
          { event: 'MEMBER_LEFT', new_owner: 'peer' },
        ],
      ],
    );
    assert.ok(messages.every(({ deleted }) => !deleted));
    assert.equal(await world.read(`chats/${chat_id}/members/${uid}`), undefined);
  });

  describe('in what tells others of a reaction of his', () => {
    const reacted = async (gone: 'none' | 'message' = 'none') => {
      const [first, latest] = [await somebody(), await somebody()];
      const people = ['other', first.uid, latest.uid];
      const chat_id = await openGroup(world, 'peer', people);
      const { message_id } = await send(world, 'peer', chat_id, 'hello');
      for (const [index, emoji] of ['👍', '🎉', '🚀'].entries()) {
        const reaction = { chat_id, message_id, emoji, on: true };
        await world.call(people[index] ?? '', 'reactToMessage', reaction);
      }
      if (gone === 'message') {
        await world.call('peer', 'deleteMessage', { chat_id, message_id, for: 'everyone' });
      }
      const id = `reaction-${chat_id}-${message_id}`;
      const leave = async ({ uid, sid }: { uid: string; sid: string }) => {
        await world.callAs({ uid, sid }, 'deleteAccount');
        const task = world.tasks.take();
        assert.ok(task);
        await world.runTask(task);
        return () => world.runTask(task);
      };
      const told = async () => {
        const { title, body, actor, actors, read } = (await world.read(
          `users/peer/notifications/${id}`,
        )) as unknown as Notification;
        return { title, body, actor, actors, read };
      };
      return { first, latest, id, leave, told };
    };

    it('counts and quotes those who are left, and names the only one', async () => {
      const { first, latest, id, leave, told } = await reacted();
      assert.equal((await told()).title, '3 people reacted to your message');
      const again = await leave(latest);
      const two = { title: '2 people reacted to your message', body: 'The latest: 🎉' };
      const left = { ...two, actor: first.uid, actors: ['other', first.uid], read: false };
      assert.deepEqual(await told(), left);
      await again();
      assert.deepEqual(await told(), left);
      await world.call('peer', 'markNotificationsRead', { ids: [id] });
      await leave(first);
      const one = { title: 'New reaction', body: 'user_other reacted to your message: 👍' };
      assert.deepEqual(await told(), { ...one, actor: 'other', actors: ['other'], read: true });
      const { notifications } = await world.call<{
        notifications: { id: string; actors_count: number }[];
      }>('peer', 'listNotifications');
      assert.equal(notifications.find((each) => each.id === id)?.actors_count, 1);
    });

    it('says no more than that where the message is gone', async () => {
      const { first, latest, leave, told } = await reacted('message');
      await leave(latest);
      assert.equal((await told()).body, 'The latest reaction is gone.');
      await leave(first);
      const { title, body } = await told();
      assert.deepEqual([title, body], ['New reaction', 'user_other reacted to your message.']);
    });
  });

  it('gets through however much there is, some in each run', async () => {
    const { uid, sid } = await somebody();
    const chat_id = await openChat(world, uid, 'peer');
    const { message_id } = await send(world, uid, chat_id, 'often edited');
    const batch = world.admin.batch();
    const message = world.admin.doc(`chats/${chat_id}/messages/${message_id}`);
    batch.update(message, { edits: 450, edited: true });
    for (let n = 1; n <= 450; n += 1) {
      batch.set(message.collection('edits').doc(`${n}`), { text: 'x', replaced: new Date() });
    }
    await batch.commit();
    const writer = world.admin.bulkWriter();
    for (let n = 0; n < 5500; n += 1) {
      const ref = world.admin.doc(`users/${uid}/contacts/c${n}`);
      void writer.create(ref, { user_id: `c${n}`, alias: null, created: new Date() });
    }
    for (let n = 0; n < 250; n += 1) {
      const ref = world.admin.doc(`chats/${chat_id}/messages/${'x'.repeat(17)}${100 + n}`);
      const said = { from_user: uid, type: 'TEXT', text: 'x', message_number: n + 2 };
      void writer.create(ref, { ...said, created: new Date() });
    }
    await writer.close();
    await world.callAs({ uid, sid }, 'deleteAccount');
    const task = world.tasks.take();
    assert.ok(task);
    await world.runTask(task);
    assert.equal((await world.read(`deletions/${uid}`))?.['runs'], 1);
    assert.equal((await world.read(`deletions/${uid}`))?.['round'], 1, 'it is not through');
    world.tasks.again(task);
    await world.drain();

    assert.equal((await world.read(`deletions/${uid}`))?.['round'], 2);
    const left = await Promise.all([
      world.admin.collection(`users/${uid}/contacts`).count().get(),
      world.admin.collectionGroup('edits').count().get(),
      world.admin.collection(`chats/${chat_id}/messages`).where('text', '!=', '').count().get(),
    ]);
    assert.deepEqual(
      left.map((found) => found.data().count),
      [0, 0, 0],
    );
  }).timeout(60_000);

  it('erases all else where the bucket cannot be reached, and the files once it can', async () => {
    const storage = await startStorageStandIn();
    const config = { storage_bucket: storage.bucket, storage_emulator_host: storage.host };
    const other = await openWorld({ config });
    try {
      await other.addUser('leaver');
      storage.files.add('users/leaver/photo.jpg');
      await other.callAs(await arrive(other, 'leaver'), 'deleteAccount');
      const task = other.tasks.take();
      assert.ok(task);
      storage.refuse(1);
      await assert.rejects(other.runTask(task));
      assert.equal(await other.read('users/leaver'), undefined);
      assert.equal(await other.read('users-external-event/leaver'), undefined);
      assert.deepEqual([...storage.files], ['users/leaver/photo.jpg']);
      // As Cloud Tasks does.
      await other.runTask(task);
      assert.deepEqual([...storage.files], []);
      assert.equal((await other.read('deletions/leaver'))?.['round'], 2);
    } finally {
      await other.close();
      await storage.stop();
    }
  });
});
