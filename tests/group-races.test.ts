import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers, openGroup, uidsOf } from './groups-helpers.ts';
import { send } from './helpers.ts';

describe('things that happen to a group at once', () => {
  let world: World;
  let users: string[];
  let chat_id: string;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    users = uidsOf(`r${count}-`, 8);
    await arrangeUsers(world, users);
    chat_id = await openGroup(world, user(1), users.slice(1, 4));
  });
  after(() => world.close());

  const user = (number: number): string => users[number - 1] ?? '';
  const add = (by: string, ...user_ids: string[]) =>
    world.call<{ added: string[] }>(by, 'addMembers', { chat_id, user_ids });
  const remove = (by: string, user_id: string) =>
    world.call(by, 'removeMember', { chat_id, user_id });
  const leave = (uid: string) => world.call(uid, 'leaveGroup', { chat_id });
  const role = (by: string, user_id: string, to: string) =>
    world.call(by, 'setRole', { chat_id, user_id, role: to });
  const reasonOf = (error: unknown) => (error as { details?: { reason?: string } }).details?.reason;

  /** What must hold at rest, whatever came first. */
  const assertAtRest = async (): Promise<void> => {
    await world.drain();
    const chat = await world.group(chat_id);
    const members = new Set(chat.members);
    assert.equal(members.size, chat.members.length, 'nobody is in twice');
    assert.deepEqual(Object.keys(chat.roles).toSorted(), [...members].toSorted());
    assert.deepEqual(Object.keys(chat.usernames).toSorted(), [...members].toSorted());
    const owners = Object.values(chat.roles).filter((of) => of === 'owner');
    assert.equal(owners.length, members.size === 0 ? 0 : 1, 'there is one owner');
    assert.equal(chat.active, members.size > 0);
    const docs = await world.admin.collection(`chats/${chat_id}/members`).get();
    assert.deepEqual(docs.docs.map(({ id }) => id).toSorted(), [...members].toSorted());
    const messages = await world.admin
      .collection(`chats/${chat_id}/messages`)
      .orderBy('message_number')
      .get();
    assert.deepEqual(
      messages.docs.map((doc) => Number(doc.get('message_number'))),
      Array.from({ length: chat.total_messages_count }, (_, index) => index + 1),
    );
    for (const uid of users) {
      const event = await world.event(uid);
      if (!members.has(uid)) {
        assert.ok(!JSON.stringify(event).includes(chat_id), `nothing is left with ${uid}`);
        continue;
      }
      const read = event.read?.[chat_id] ?? NaN;
      assert.equal(event.unread[chat_id], chat.total_messages_count - read, `unread of ${uid}`);
      const member = docs.docs.find(({ id }) => id === uid);
      assert.equal(member?.get('read_number'), read);
      assert.ok(Number(member?.get('delivered_number')) >= read);
    }
  };

  it('two add the same user: he is in once', async () => {
    await role(user(1), user(2), 'admin');
    const answers = await Promise.all([
      add(user(1), user(5)),
      add(user(2), user(5)),
      add(user(1), user(5)),
    ]);
    assert.equal(answers.flatMap(({ added }) => added).length, 1);
    await assertAtRest();
  });

  it('two add different users: all are in', async () => {
    await role(user(1), user(2), 'admin');
    await Promise.all([add(user(1), user(5), user(6)), add(user(2), user(7), user(8))]);
    assert.equal((await world.group(chat_id)).members.length, 8);
    await assertAtRest();
  });

  it('one leaves while he is added', async () => {
    await Promise.all([leave(user(2)), add(user(1), user(2), user(5))]);
    await assertAtRest();
    assert.ok((await world.group(chat_id)).members.includes(user(5)));
  });

  it('one is removed by two, and leaves', async () => {
    await role(user(1), user(2), 'admin');
    await Promise.allSettled([remove(user(1), user(3)), remove(user(2), user(3)), leave(user(3))]);
    assert.ok(!(await world.group(chat_id)).members.includes(user(3)));
    const gone = (await world.admin.collection(`chats/${chat_id}/messages`).get()).docs.filter(
      (doc) => ['MEMBER_LEFT', 'MEMBER_REMOVED'].includes(doc.get('action_params.event') as string),
    );
    assert.equal(gone.length, 1, 'it happened once');
    await assertAtRest();
  });

  it('one sends, reads and receives while he is removed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const outcomes = await Promise.allSettled([
        send(world, user(2), chat_id, 'mine'),
        send(world, user(3), chat_id, 'other'),
        world.call(user(2), 'markRead', { chat_id, message_number: 1 }),
        world.call(user(2), 'markDelivered', { chat_id, message_number: 1 }),
        world.drain(),
        remove(user(1), user(2)),
      ]);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected')
          assert.equal(reasonOf(outcome.reason), 'CHAT_NOT_MEMBER');
      }
      await assertAtRest();
      assert.ok(!(await world.group(chat_id)).members.includes(user(2)));
      await assert.rejects(
        send(world, user(2), chat_id, 'late'),
        (error) => reasonOf(error) === 'CHAT_NOT_MEMBER',
      );
      await add(user(1), user(2));
    }
  });

  it('messages are sent while members come and go', async () => {
    const sends = Array.from({ length: 6 }, (_, index) =>
      send(world, user(1 + (index % 2) * 2), chat_id, `${index}`),
    );
    await Promise.all([
      ...sends,
      add(user(1), user(5), user(6)),
      leave(user(4)),
      remove(user(1), user(2)),
      world.call(user(1), 'updateGroup', { chat_id, title: 'Busy' }),
    ]);
    await assertAtRest();
    assert.equal((await world.group(chat_id)).total_messages_count, 1 + 6 + 4);
  });

  it('the owner leaves while he makes an admin: one of them owns it', async () => {
    const outcomes = await Promise.allSettled([role(user(1), user(3), 'admin'), leave(user(1))]);
    assert.equal(outcomes[1]?.status, 'fulfilled');
    await assertAtRest();
    const { roles } = await world.group(chat_id);
    // Made an admin in time, the third is the first admin; else the second is the first member.
    const made = outcomes[0]?.status === 'fulfilled';
    assert.equal(roles[made ? user(3) : user(2)], 'owner');
  });

  it('the owner leaves while he passes the group on to one who leaves', async () => {
    await Promise.allSettled([role(user(1), user(2), 'owner'), leave(user(2)), leave(user(1))]);
    await assertAtRest();
    assert.deepEqual(new Set((await world.group(chat_id)).members), new Set([user(3), user(4)]));
  });

  it('an admin adds while he is made a member', async () => {
    await role(user(1), user(2), 'admin');
    const [added] = await Promise.allSettled([
      add(user(2), user(5)),
      role(user(1), user(2), 'member'),
    ]);
    if (added.status === 'rejected') assert.equal(reasonOf(added.reason), 'GROUP_ADMINS_ONLY');
    assert.equal(
      (await world.group(chat_id)).members.includes(user(5)),
      added.status === 'fulfilled',
    );
    await assertAtRest();
  });

  it('all leave: the last one out closes it', async () => {
    await Promise.all(users.slice(0, 4).map(leave));
    await assertAtRest();
    const { active, title, photo_url } = await world.group(chat_id);
    assert.deepEqual([active, title, photo_url], [false, '', null]);
  });

  it('one is added by the last who leaves', async () => {
    for (const uid of users.slice(1, 4)) await leave(uid);
    await Promise.allSettled([add(user(1), user(5)), leave(user(1))]);
    await assertAtRest();
  });
});
