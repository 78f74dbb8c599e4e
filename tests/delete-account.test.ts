import assert from 'node:assert/strict';

import { finishDeletions } from '../functions/src/modules/deletion/finish-deletions.ts';
import { openSession } from '../functions/src/modules/auth/open-session.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { openChat, refuses, send } from './helpers.ts';

const HOUR = 3600;

/** Somebody who has just signed in. */
async function arrive(
  world: World,
  uid: string,
): Promise<{ uid: string; sid: string; token: string }> {
  const account = await world.context.accounts.find(uid);
  assert.ok(account);
  const requester = { ip: '127.0.0.1', user_agent: 'tests' };
  const proof = { checked_from: world.clock.now() };
  const { token, refresh_token } = await openSession(world.context, account, requester, proof);
  return { uid, token, sid: refresh_token.split('.')[1] ?? '' };
}

describe('deleteAccount', () => {
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

  it('kills tokens and search entries before it answers', async () => {
    const { uid, sid, token } = await somebody();
    await world.call(uid, 'setPresence', { state: 'online' });
    assert.deepEqual(await world.callAs({ uid, sid }, 'deleteAccount'), {});
    assert.equal((await world.read(`users/${uid}`))?.['is_active'], false);
    assert.equal(await world.read(`user-search/${uid}`), undefined);
    assert.equal(await world.read(`presence/${uid}`), undefined);
    assert.equal((await world.event(uid)).disabled, true);
    assert.deepEqual((await world.read(`sessions/${uid}`))?.['sessions'], {});
    assert.equal(await world.context.accounts.find(uid), undefined);
    world.clock.advance(31);
    const answer = await world.rest('GET', '/chats', { token });
    assert.equal(answer.status, 401);
    assert.equal((answer.body['error'] as { reason: string }).reason, 'USER_DISABLED');
    await world.drain();
  });

  it('takes a session that was opened within five minutes', async () => {
    const { uid, sid } = await somebody();
    world.clock.advance(300);
    const call = world.callAs({ uid, sid }, 'deleteAccount');
    await refuses(call, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
    const unknown = world.callAs({ uid, sid: 'another' }, 'deleteAccount');
    await refuses(unknown, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
    assert.equal((await world.read(`users/${uid}`))?.['is_active'], true);
    assert.equal(await world.read(`deletions/${uid}`), undefined);
    const again = await arrive(world, uid);
    assert.deepEqual(await world.callAs(again, 'deleteAccount'), {});
  });

  it('takes no input', async () => {
    const { uid, sid } = await somebody();
    const call = world.callAs({ uid, sid }, 'deleteAccount', { user_id: 'peer' });
    await refuses(call, 'invalid-argument', 'FIELDS_INVALID', ['user_id']);
  });

  it('is refused to an admin, so that one remains', async () => {
    const { uid, sid } = await somebody();
    await world.auth.setCustomUserClaims(uid, { admin: true });
    const call = world.callAs({ uid, sid, admin: true }, 'deleteAccount');
    await refuses(call, 'failed-precondition', 'OWN_ACCOUNT');
    assert.equal(await world.read(`deletions/${uid}`), undefined);
  });

  it('by REST is DELETE /users/profile', async () => {
    const { uid, token } = await somebody();
    const answer = await world.rest('DELETE', '/users/profile', { token });
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.ok(await world.read(`deletions/${uid}`));
  });

  it('several times at once is one deletion', async () => {
    const { uid, sid } = await somebody();
    const call = () => world.callAs({ uid, sid }, 'deleteAccount');
    await Promise.all(Array.from({ length: 6 }, call));
    assert.equal(
      world.tasks.waiting.filter(({ data }) => JSON.stringify(data).includes(uid)).length,
      1,
    );
    assert.deepEqual(await call(), {}, 'and repeated');
  });

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

  it('goes through all once more an hour later, for what was under way meanwhile', async () => {
    const { uid, sid } = await somebody();
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();
    const [deletion] = [await world.read(`deletions/${uid}`)];
    assert.equal(deletion?.['round'], 2);
    // A run of something that had read before wrote after: and a custom token was redeemed.
    await world.admin.doc(`users-external-event/${uid}`).set({ unread: {} });
    await world.admin.doc(`users/${uid}`).set({ username: 'late', is_active: false });
    await world.admin.doc('usernames/late').set({ uid });
    await world.auth.createUser({ uid });

    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users-external-event/${uid}`), 'not before it is time');
    world.clock.advance(2 * HOUR);
    await world.runSchedule(finishDeletions);
    for (const path of ['users-external-event', 'users', 'deletions']) {
      assert.equal(await world.read(`${path}/${uid}`), undefined, path);
    }
    assert.equal(await world.read('usernames/late'), undefined);
    assert.equal(await world.context.accounts.find(uid), undefined);
  });

  it('leaves alone whom an operator gave the uid meanwhile', async () => {
    // As accounts with passwords are known to one project of the Auth emulator.
    const uid = `given-anew-${world.projectId}`;
    await world.addUser(uid);
    const { sid } = await arrive(world, uid);
    await world.callAs({ uid, sid }, 'deleteAccount');
    await world.drain();
    await world.addUser(uid, { email: `${uid}@example.com`, password: 'long enough' });
    world.clock.advance(2 * HOUR);
    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users/${uid}`));
    assert.ok(await world.context.accounts.find(uid));
    assert.equal(await world.read(`deletions/${uid}`), undefined);
  });

  it('is finished by the schedule where the task was lost', async () => {
    const { uid, sid } = await somebody();
    await world.callAs({ uid, sid }, 'deleteAccount');
    assert.ok(world.tasks.take(), 'lost');
    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users/${uid}`), 'not before it is late');
    world.clock.advance(600);
    await world.runSchedule(finishDeletions);
    assert.equal(await world.read(`users/${uid}`), undefined);
  });

  it('frees the address and the number for a new registration', async () => {
    count += 1;
    const uid = `u${count}`;
    const email = `${uid}-${world.projectId}@example.com`;
    await world.addUser(uid, { email });
    await world.auth.updateUser(uid, { phoneNumber: '+12025550177' });
    const { sid } = await arrive(world, uid);
    await world.callAs({ uid, sid }, 'deleteAccount');
    const [byEmail, byPhone] = [`${uid}-again`, `${uid}-phone`];
    await world.addUser(byEmail, { email });
    await world.auth.createUser({ uid: byPhone, phoneNumber: '+12025550177' });
    await world.drain();
    world.clock.advance(2 * HOUR);
    await world.runSchedule(finishDeletions);
    assert.ok(await world.read(`users/${byEmail}`));
    assert.ok(await world.context.accounts.find(byPhone));
  });
});
