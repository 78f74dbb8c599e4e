import assert from 'node:assert/strict';

import type { World } from '../../testkit/world.ts';
import { arrangeUsers, openGroup, told } from '../groups-helpers.ts';
import { refuses, send } from '../helpers.ts';
import { groupsIn, openGroupWorld } from './groups-in.ts';

describe('groups', () => {
  let world: World;
  before(async () => {
    world = await openGroupWorld();
  });
  after(() => world.close());
  const { members, group, total } = groupsIn(() => world);

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
});
