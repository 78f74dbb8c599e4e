import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers, openGroup, told, type CreatedGroup } from './groups-helpers.ts';
import { newMessageId, openChat, refuses, send } from './helpers.ts';

describe('groups', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    await arrangeUsers(world, ['own', 'adm', 'mem', 'new', 'out', 'off']);
    await world.admin.doc('users/off').update({ is_active: false });
    // An instance's first call also pulls what tokens are void.
    await world.call('own', 'markRead', { chat_id: 'none', message_number: 0 }).catch(() => {});
  });
  after(() => world.close());

  const members = async (chat_id: string): Promise<string[]> => {
    const found = await world.admin.collection(`chats/${chat_id}/members`).get();
    return found.docs.map(({ id }) => id).toSorted();
  };
  /** A group of owner, admin and member, with three SYSTEM messages at most. */
  const group = async (settings: object = {}): Promise<string> => {
    const chat_id = await openGroup(world, 'own', ['adm', 'mem'], settings);
    await world.call('own', 'setRole', { chat_id, user_id: 'adm', role: 'admin' });
    await world.drain();
    return chat_id;
  };
  const total = async (chat_id: string) => (await world.group(chat_id)).total_messages_count;

  describe('createGroup', () => {
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

  describe('updateGroup', () => {
    it('by an admin changes what is given, and a message tells of each', async () => {
      const chat_id = await group();
      const before = (await told(world, chat_id)).length;
      const change = {
        title: 'New',
        photo_url: 'https://example.com/p.png',
        posting: 'admins',
        history: 'joined',
      };
      await world.call('adm', 'updateGroup', { chat_id, ...change });
      const { title, photo_url, posting, history, last_message } = await world.group(chat_id);
      assert.deepEqual({ title, photo_url, posting, history }, change);
      assert.equal(last_message?.text, 'New members see no earlier messages from now on');
      assert.deepEqual((await told(world, chat_id)).slice(before), [
        { event: 'GROUP_RENAMED', title: 'New' },
        { event: 'GROUP_PHOTO_CHANGED', photo_url: change.photo_url },
        { event: 'GROUP_POSTING_CHANGED', posting: 'admins' },
        { event: 'GROUP_HISTORY_CHANGED', history: 'joined' },
      ]);
      await world.drain();
      assert.equal((await world.event('mem')).unread[chat_id], 5, 'one message before');
      assert.equal(
        (await world.event('adm')).unread[chat_id],
        5,
        'he had one unread: nothing proves that he read it',
      );
      assert.equal((await world.event('own')).unread[chat_id], 4);
    });

    it('that changes nothing writes nothing; one change costs 2 reads and 4 writes', async () => {
      const chat_id = await group();
      const { cost: none } = await world.measure(() =>
        world.call('own', 'updateGroup', { chat_id, title: 'Group', photo_url: null }),
      );
      assert.deepEqual(none, { reads: 1, writes: 0, deletes: 0, invocations: 0 });
      const { cost } = await world.measure(() =>
        world.call('own', 'updateGroup', { chat_id, title: 'B' }),
      );
      assert.deepEqual(cost, { reads: 2, writes: 4, deletes: 0, invocations: 0 });
      assert.equal((await world.event('own')).unread[chat_id], 0);
      assert.equal((await world.event('own')).read?.[chat_id], await total(chat_id));
    });
  });

  describe('addMembers', () => {
    it('lets them in with nothing unread, and the others know', async () => {
      const chat_id = await group();
      await send(world, 'mem', chat_id, 'before');
      await world.drain();
      const { result, cost } = await world.measure(() =>
        world.call('adm', 'addMembers', { chat_id, user_ids: ['new', 'mem'] }),
      );
      assert.deepEqual(result, {
        added: ['new'],
        skipped: [{ user_id: 'mem', reason: 'ALREADY_MEMBER' }],
      });
      assert.deepEqual(cost, { reads: 6, writes: 5, deletes: 0, invocations: 0 });
      const chat = await world.group(chat_id);
      assert.deepEqual(chat.members, ['own', 'adm', 'mem', 'new']);
      assert.equal(chat.roles['new'], 'member');
      assert.equal(chat.usernames['new'], 'user_new');
      const member = await world.read(`chats/${chat_id}/members/new`);
      assert.deepEqual(
        [member?.joined_number, member?.read_number, member?.delivered_number],
        [3, 4, 4],
      );
      await world.drain();
      assert.equal((await world.event('new')).unread[chat_id], 0);
      assert.equal((await world.event('mem')).unread[chat_id], 1);
    });

    it('writes nothing where nobody is added', async () => {
      const chat_id = await group();
      const { cost } = await world.measure(() =>
        world.call('own', 'addMembers', { chat_id, user_ids: ['nobody', 'off'] }),
      );
      assert.equal(cost.writes, 0);
      const { cost: known } = await world.measure(() =>
        world.call('own', 'addMembers', { chat_id, user_ids: ['mem', 'adm', 'own'] }),
      );
      assert.deepEqual(known, { reads: 1, writes: 0, deletes: 0, invocations: 0 });
    });

    it('carries on that somebody switched his read receipts off', async () => {
      await arrangeUsers(world, ['quiet']);
      await world.admin.doc('users-external-event/quiet').update({ receipts_off: true });
      const chat_id = await openGroup(world, 'own', ['quiet']);
      assert.equal((await world.read(`chats/${chat_id}/members/quiet`))?.receipts_off, true);
    });
  });

  describe('removeMember', () => {
    it('leaves nothing of the group with him, and nothing of him in the group', async () => {
      const chat_id = await group();
      await send(world, 'own', chat_id, 'one');
      await world.drain();
      const until = new Date();
      await world.admin.doc('users-external-event/mem').update({
        [`muted.${chat_id}`]: until,
        [`marked_unread.${chat_id}`]: true,
      });
      assert.equal((await world.event('mem')).unread[chat_id], 2);
      const { cost } = await world.measure(() =>
        world.call('own', 'removeMember', { chat_id, user_id: 'mem' }),
      );
      assert.deepEqual(cost, { reads: 2, writes: 5, deletes: 1, invocations: 0 });
      const chat = await world.group(chat_id);
      assert.deepEqual(chat.members, ['own', 'adm']);
      assert.deepEqual(chat.roles, { own: 'owner', adm: 'admin' });
      assert.deepEqual(chat.usernames, { own: 'user_own', adm: 'user_adm' });
      assert.equal(await world.read(`chats/${chat_id}/members/mem`), undefined);
      await world.drain();
      assert.ok(!JSON.stringify(await world.event('mem')).includes(chat_id));
      assert.equal((await world.event('adm')).unread[chat_id], 3);
    });

    it('again changes nothing', async () => {
      const chat_id = await group();
      await world.call('adm', 'removeMember', { chat_id, user_id: 'mem' });
      const { cost } = await world.measure(() =>
        world.call('adm', 'removeMember', { chat_id, user_id: 'mem' }),
      );
      assert.deepEqual(cost, { reads: 1, writes: 0, deletes: 0, invocations: 0 });
    });

    it('of oneself is leaving', async () => {
      const chat_id = await group();
      await world.call('adm', 'removeMember', { chat_id, user_id: 'adm' });
      assert.deepEqual((await told(world, chat_id)).at(-1), { event: 'MEMBER_LEFT' });
    });

    it('and being added again starts anew', async () => {
      const chat_id = await group();
      await world.call('own', 'removeMember', { chat_id, user_id: 'adm' });
      await send(world, 'mem', chat_id, 'meanwhile');
      await world.call('own', 'addMembers', { chat_id, user_ids: ['adm'] });
      await world.drain();
      const chat = await world.group(chat_id);
      assert.equal(chat.roles['adm'], 'member', 'his role is gone');
      const event = await world.event('adm');
      assert.equal(event.unread[chat_id], 0);
      assert.equal(event.read?.[chat_id], chat.total_messages_count);
    });
  });

  describe('leaveGroup', () => {
    it('passes the ownership to the first admin, then to the first member, then closes', async () => {
      const chat_id = await group();
      const { cost } = await world.measure(() => world.call('own', 'leaveGroup', { chat_id }));
      assert.deepEqual(cost, { reads: 1, writes: 3, deletes: 1, invocations: 0 });
      assert.deepEqual((await world.group(chat_id)).roles, { adm: 'owner', mem: 'member' });
      assert.deepEqual((await told(world, chat_id)).at(-1), {
        event: 'MEMBER_LEFT',
        new_owner: 'adm',
      });
      await world.call('adm', 'leaveGroup', { chat_id });
      assert.deepEqual((await world.group(chat_id)).roles, { mem: 'owner' });
      await world.call('mem', 'leaveGroup', { chat_id });
      const chat = await world.group(chat_id);
      assert.deepEqual(
        [chat.members, chat.roles, chat.usernames, chat.active],
        [[], {}, {}, false],
      );
      assert.deepEqual(await members(chat_id), []);
      await world.drain();
      for (const uid of ['own', 'adm', 'mem']) {
        assert.ok(!JSON.stringify(await world.event(uid)).includes(chat_id), uid);
        await refuses(send(world, uid, chat_id, 'x'), 'permission-denied', 'CHAT_NOT_MEMBER');
      }
    });

    it('of a member changes nobody else', async () => {
      const chat_id = await group();
      await world.call('mem', 'leaveGroup', { chat_id });
      assert.deepEqual((await world.group(chat_id)).roles, { own: 'owner', adm: 'admin' });
      assert.deepEqual((await told(world, chat_id)).at(-1), { event: 'MEMBER_LEFT' });
      await refuses(
        world.call('mem', 'leaveGroup', { chat_id }),
        'permission-denied',
        'CHAT_NOT_MEMBER',
      );
    });
  });

  describe('setRole', () => {
    it('makes admins and members, once', async () => {
      const chat_id = await group();
      const set = (role: string) => world.call('own', 'setRole', { chat_id, user_id: 'mem', role });
      const { cost } = await world.measure(() => set('admin'));
      assert.deepEqual(cost, { reads: 2, writes: 4, deletes: 0, invocations: 0 });
      const { cost: again } = await world.measure(() => set('admin'));
      assert.deepEqual(again, { reads: 1, writes: 0, deletes: 0, invocations: 0 });
      await set('member');
      assert.equal((await world.group(chat_id)).roles['mem'], 'member');
    });

    it('passes the ownership on, also when asked again', async () => {
      const chat_id = await group();
      const pass = () => world.call('own', 'setRole', { chat_id, user_id: 'mem', role: 'owner' });
      await pass();
      const state = await world.group(chat_id);
      assert.deepEqual(state.roles, { own: 'admin', adm: 'admin', mem: 'owner' });
      await pass();
      assert.deepEqual(await world.group(chat_id), state);
    });
  });

  describe('who may do what', () => {
    let chat_id: string;
    let direct: string;
    before(async () => {
      chat_id = await group();
      await world.call('own', 'addMembers', { chat_id, user_ids: ['out', 'new'] });
      await world.call('own', 'setRole', { chat_id, user_id: 'new', role: 'admin' });
      await world.call('out', 'leaveGroup', { chat_id });
      await world.drain();
      direct = await openChat(world, 'own', 'mem');
    });

    const ACTS = {
      updateGroup: { title: 'Mine' },
      addMembers: { user_ids: ['out'] },
      'removeMember of a member': { user_id: 'mem' },
      'removeMember of an admin': { user_id: 'new' },
      'removeMember of the owner': { user_id: 'own' },
      'setRole of a member': { user_id: 'mem', role: 'admin' },
      'setRole of an admin': { user_id: 'new', role: 'member' },
      'setRole of the owner': { user_id: 'own', role: 'member' },
      'setRole of a stranger': { user_id: 'out', role: 'admin' },
    } as const;
    const REFUSALS: [act: keyof typeof ACTS, who: string, code: string, reason: string][] = [
      ...(
        ['updateGroup', 'addMembers', 'removeMember of an admin', 'setRole of a member'] as const
      ).flatMap((act): [keyof typeof ACTS, string, string, string][] => [
        [act, 'mem', 'permission-denied', 'GROUP_ADMINS_ONLY'],
        [act, 'out', 'permission-denied', 'CHAT_NOT_MEMBER'],
        [act, 'blocker', 'permission-denied', 'CHAT_NOT_MEMBER'],
      ]),
      ['removeMember of an admin', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
      ['removeMember of the owner', 'adm', 'failed-precondition', 'GROUP_NEEDS_OWNER'],
      ['removeMember of the owner', 'own', 'failed-precondition', 'GROUP_NEEDS_OWNER'],
      ['setRole of a member', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
      ['setRole of an admin', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
      ['setRole of the owner', 'adm', 'permission-denied', 'GROUP_OWNER_ONLY'],
      ['setRole of the owner', 'own', 'failed-precondition', 'GROUP_NEEDS_OWNER'],
      ['setRole of a stranger', 'own', 'not-found', 'MEMBER_NOT_FOUND'],
    ];
    for (const [act, who, code, reason] of REFUSALS) {
      it(`${act} is refused to ${who}: ${reason}`, async () => {
        const before = await world.group(chat_id);
        const name = act.split(' ')[0] as 'updateGroup';
        await refuses(world.call(who, name, { chat_id, ...ACTS[act] }), code, reason);
        assert.deepEqual(await world.group(chat_id), before);
      });
    }

    for (const act of Object.keys(ACTS) as (keyof typeof ACTS)[]) {
      it(`${act} is refused for a direct chat and for none`, async () => {
        const name = act.split(' ')[0] as 'updateGroup';
        const of = (id: string) => world.call('own', name, { chat_id: id, ...ACTS[act] });
        await refuses(of(direct), 'failed-precondition', 'CHAT_NOT_GROUP', ['chat_id']);
        await refuses(of(newMessageId()), 'not-found', 'CHAT_NOT_FOUND', ['chat_id']);
      });
    }
    it('leaving is refused for a direct chat and for none', async () => {
      await refuses(
        world.call('own', 'leaveGroup', { chat_id: direct }),
        'failed-precondition',
        'CHAT_NOT_GROUP',
      );
      await refuses(
        world.call('own', 'leaveGroup', { chat_id: newMessageId() }),
        'not-found',
        'CHAT_NOT_FOUND',
      );
    });
  });
});
