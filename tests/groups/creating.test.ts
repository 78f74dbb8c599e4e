import assert from 'node:assert/strict';

import type { World } from '../../testkit/world.ts';
import { arrangeUsers, openGroup, type CreatedGroup } from '../groups-helpers.ts';
import { newMessageId, refuses } from '../helpers.ts';
import { groupsIn, openGroupWorld } from './groups-in.ts';

describe('creating a group', () => {
  let world: World;
  before(async () => {
    world = await openGroupWorld();
  });
  after(() => world.close());
  const { members, total } = groupsIn(() => world);

  it('makes the chat, its members and what tells of it, in one commit', async () => {
    const { result, cost } = await world.measure(() =>
      world.call<CreatedGroup>('own', 'createGroup', {
        title: 'Three',
        user_ids: ['adm', 'mem'],
      }),
    );
    const { chat_id } = result;
    assert.match(chat_id, /^[A-Za-z0-9]{20}$/);
    assert.deepEqual(result, { chat_id, created: true, added: ['adm', 'mem'], skipped: [] });
    assert.deepEqual(cost, { reads: 6, writes: 8, deletes: 0, invocations: 0 });
    const { created, modified, last_message_timestamp, last_message, ...chat } =
      await world.group(chat_id);
    assert.deepEqual(chat, {
      type: 'group',
      title: 'Three',
      photo_url: null,
      posting: 'all',
      history: 'all',
      members: ['own', 'adm', 'mem'],
      roles: { own: 'owner', adm: 'member', mem: 'member' },
      usernames: { own: 'user_own', adm: 'user_adm', mem: 'user_mem' },
      created_by: 'own',
      last_joining: { joined: created, joined_number: 0 },
      total_messages_count: 1,
      started: true,
      active: true,
    });
    assert.deepEqual(modified, created);
    assert.equal(last_message?.type, 'SYSTEM');
    assert.equal(last_message.text, 'The group “Three” was created');
    const message = await world.read(`chats/${chat_id}/messages/${last_message.message_id}`);
    assert.deepEqual(message, {
      type: 'SYSTEM',
      from_user: 'own',
      text: 'The group “Three” was created',
      action_params: { event: 'GROUP_CREATED', title: 'Three', user_ids: ['adm', 'mem'] },
      created: last_message_timestamp,
      message_number: 1,
    });
    for (const uid of ['own', 'adm', 'mem']) {
      assert.deepEqual(await world.read(`chats/${chat_id}/members/${uid}`), {
        joined: created,
        joined_number: 0,
        read_number: 1,
        delivered_number: 1,
      });
      const event = await world.event(uid);
      assert.equal(event.unread[chat_id], 0);
      assert.equal(event.read?.[chat_id], 1);
    }
    const before = await world.event('mem');
    await world.drain();
    assert.deepEqual(await world.event('mem'), before, 'nothing is new to a newcomer');
  });

  it('takes settings, the caller among the users, and users twice', async () => {
    const { chat_id, added } = await world.call<CreatedGroup>('own', 'createGroup', {
      title: 'Channel',
      user_ids: ['mem', 'own', 'mem'],
      posting: 'admins',
      history: 'joined',
      photo_url: 'https://example.com/p.png',
    });
    assert.deepEqual(added, ['mem']);
    const { posting, history, photo_url } = await world.group(chat_id);
    assert.deepEqual(
      [posting, history, photo_url],
      ['admins', 'joined', 'https://example.com/p.png'],
    );
  });

  it('takes nobody but the owner', async () => {
    const chat_id = await openGroup(world, 'own', []);
    assert.deepEqual((await world.group(chat_id)).members, ['own']);
  });

  it('skips whom it cannot add, without telling a block from a user who does not exist', async () => {
    await arrangeUsers(world, ['blocker', 'blocked', 'picky']);
    const block = (uid: string, other: string, on: boolean) =>
      world.admin
        .doc(`users-external-event/${uid}`)
        .update({ blocked_users: on ? { [other]: true } : {} });
    await block('blocker', 'picky', true);
    await block('picky', 'blocked', true);
    const { chat_id, added, skipped } = await world.call<CreatedGroup>('picky', 'createGroup', {
      title: 'Few',
      user_ids: ['blocker', 'blocked', 'nobody', 'off', 'mem'],
    });
    assert.deepEqual(added, ['mem']);
    assert.deepEqual(
      skipped,
      ['blocker', 'blocked', 'nobody', 'off'].map((user_id) => ({
        user_id,
        reason: 'NOT_AVAILABLE',
      })),
    );
    assert.deepEqual(await members(chat_id), ['mem', 'picky']);
    assert.equal((await world.event('blocker')).read?.[chat_id], undefined);
    await block('picky', 'blocked', false);
    const again = await world.call<CreatedGroup>('picky', 'addMembers', {
      chat_id,
      user_ids: ['blocker', 'blocked', 'mem'],
    });
    assert.deepEqual(again, {
      added: ['blocked'],
      skipped: [
        { user_id: 'mem', reason: 'ALREADY_MEMBER' },
        { user_id: 'blocker', reason: 'NOT_AVAILABLE' },
      ],
    });
  });

  it('with an id of the client is made once, and adds nobody again', async () => {
    const chat_id = newMessageId();
    const create = (uid: string, title: string) =>
      world.call<CreatedGroup>(uid, 'createGroup', { title, user_ids: ['mem', 'adm'], chat_id });
    assert.equal((await create('own', 'First')).created, true);
    await world.call('own', 'removeMember', { chat_id, user_id: 'mem' });
    const state = await world.group(chat_id);
    assert.deepEqual(await create('own', 'Second'), {
      chat_id,
      created: false,
      added: [],
      skipped: [],
    });
    assert.deepEqual(await world.group(chat_id), state);
    await refuses(create('new', 'Mine'), 'already-exists', 'CHAT_ID_TAKEN', ['chat_id']);
  });

  it('asked for many times at once with one id makes one group', async () => {
    const chat_id = newMessageId();
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() =>
        world.call<CreatedGroup>('own', 'createGroup', {
          title: 'T',
          user_ids: ['mem'],
          chat_id,
        }),
      ),
    );
    assert.equal(answers.filter(({ created }) => created).length, 1);
    assert.deepEqual((await world.group(chat_id)).members, ['own', 'mem']);
    assert.equal(await total(chat_id), 1);
  });

  it('is refused to somebody without a profile, and with bad fields', async () => {
    const of = (fields: object) =>
      world.call('own', 'createGroup', { title: 'T', user_ids: [], ...fields });
    const ghost = world.call('ghost', 'createGroup', { title: 'T', user_ids: [] });
    await refuses(ghost, 'unauthenticated', 'USER_DISABLED');
    for (const [field, value] of [
      ['title', ''],
      ['title', 'x'.repeat(101)],
      ['title', undefined],
      ['user_ids', undefined],
      ['user_ids', Array.from({ length: 1001 }, (_, index) => `${index}`)],
      ['posting', 'some'],
      ['history', 'none'],
      ['photo_url', 'javascript:alert(1)'],
      ['photo_url', 'https://ada:secret@example.com/p.png'],
      ['chat_id', 'own_mem'],
      ['chat_id', 'propertyIsEnumerable'],
    ] as const) {
      await refuses(of({ [field]: value }), 'invalid-argument', 'FIELDS_INVALID', [field]);
    }
  });
});
