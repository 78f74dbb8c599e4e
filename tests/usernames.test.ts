import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers } from '../testkit/users.ts';
import { beforeNextCommit, openChat, refusedByLimit, refuses } from './helpers.ts';

const DAY = 86_400;

describe('a username', () => {
  let world: World;
  let [ada, eve] = ['', ''];
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    [ada, eve] = [`ada${index}`, `eve${index}`];
    await world.addUser(ada);
    await world.addUser(eve);
  });
  after(() => world.close());

  const rename = (uid: string, username: string) =>
    world.call<{ username: string }>(uid, 'updateProfile', { username });
  const holder = async (username: string) => (await world.read(`usernames/${username}`))?.['uid'];
  const taken = (uid: string, username: string) =>
    refuses(rename(uid, username), 'already-exists', 'USERNAME_TAKEN', ['username']);
  const named = async (uid: string) => (await world.read(`users/${uid}`))?.['username'];
  const register = (username: string) => {
    index += 1;
    const email = `r${index}-${world.projectId}@example.com`;
    const body = { email, password: 'correct horse battery', username };
    return world.rest('POST', '/users/register', { body });
  };

  it('changes, and the former one is nobody’s', async () => {
    const { username } = await rename(ada, `Lovelace${index}`);
    assert.equal(username, `lovelace${index}`);
    assert.equal(await holder(username), ada);
    assert.equal(await holder(`user_${ada}`), undefined);
    assert.equal(await named(ada), username);
  });

  it('of another cannot be taken', async () => {
    await taken(eve, `user_${ada}`);
    assert.equal(await named(eve), `user_${eve}`);
    assert.equal(await holder(`user_${eve}`), eve);
  });

  it('that somebody has left is held for 30 days, from everybody but him', async () => {
    await rename(ada, `new_${ada}`);
    await taken(eve, `user_${ada}`);
    assert.equal((await register(`user_${ada}`)).status, 409);
    world.clock.advance(29 * DAY);
    await taken(eve, `user_${ada}`);
    world.clock.advance(DAY);
    await rename(eve, `user_${ada}`);
    assert.equal(await holder(`user_${ada}`), eve);
    await taken(ada, `user_${ada}`);
  });

  it('that somebody has left can be registered after 30 days', async () => {
    await rename(ada, `new_${ada}`);
    world.clock.advance(30 * DAY);
    assert.equal((await register(`user_${ada}`)).status, 201);
  });

  it('is taken back at once by whoever had it', async () => {
    await rename(ada, `new_${ada}`);
    await rename(ada, `user_${ada}`);
    assert.equal(await holder(`user_${ada}`), ada);
    await taken(eve, `new_${ada}`);
    await taken(eve, `user_${ada}`);
  });

  it('that is held is not made for a newcomer', async () => {
    await rename(ada, `new_${ada}`);
    await world.addUser(`x${ada}`, { displayName: `User ${ada}` });
    assert.match(String(await named(`x${ada}`)), new RegExp(`^user_${ada}_`));
  });

  it('that somebody has left is nowhere to be read', async () => {
    await rename(ada, `new_${ada}`);
    const held = await world.admin.collection('held-usernames').get();
    const all = JSON.stringify(held.docs.map((doc) => [doc.id, doc.data()]));
    assert.ok(all.includes(ada) && !all.includes(`user_${ada}`), all);
  });

  it('of several who want it at once becomes one’s', async () => {
    const uids = Array.from({ length: 6 }, (_, each) => `many${index}_${each}`);
    for (const uid of uids) await world.addUser(uid);
    const wanted = `wanted${index}`;
    const outcomes = await Promise.allSettled([
      ...uids.map(async (uid) => (await rename(uid, wanted)).username),
      register(wanted).then(({ status }) => assert.equal(status, 201)),
    ]);
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    const own = await world.admin.collection('users').where('username', '==', wanted).get();
    assert.deepEqual(
      own.docs.map(({ id }) => id),
      [await holder(wanted)],
    );
  });

  it('is not given to another in the moment in which it is left', async () => {
    beforeNextCommit(world, () => rename(ada, `new_${ada}`));
    await taken(eve, `user_${ada}`);
    await world.addAccount(`y${ada}`, { displayName: `Late ${ada}` });
    await rename(ada, `late_${ada}`);
    beforeNextCommit(world, () => rename(ada, `user_${ada}`));
    await world.client(`y${ada}`);
    assert.match(String(await named(`y${ada}`)), new RegExp(`^late_${ada}_`));
  });

  it('is swapped by nobody: each keeps what he has', async () => {
    const both = [rename(ada, `user_${eve}`), rename(eve, `user_${ada}`)];
    const outcomes = await Promise.allSettled(both);
    assert.ok(outcomes.every(({ status }) => status === 'rejected'));
    assert.deepEqual([await named(ada), await named(eve)], [`user_${ada}`, `user_${eve}`]);
  });

  it('changes three times a day, and only what was done counts', async () => {
    for (const _ of [1, 2, 3, 4]) await taken(ada, `user_${eve}`);
    for (const name of ['a', 'b', 'c']) await rename(ada, `${name}_${ada}`);
    await refusedByLimit(rename(ada, `d_${ada}`));
    assert.equal(await named(ada), `c_${ada}`);
    assert.equal((await rename(ada, `c_${ada}`)).username, `c_${ada}`, 'the same is no change');
    world.clock.advance(2 * DAY);
    await rename(ada, `d_${ada}`);
  });

  it('is the present one in a session that is opened while it changes', async () => {
    beforeNextCommit(world, () => rename(ada, `new_${ada}`));
    await world.client(ada);
    const { profile } = (await world.read(`sessions/${ada}`)) as { profile: { username: string } };
    assert.equal(profile.username, `new_${ada}`);
  });

  describe('that was changed', () => {
    const shownIn = async (chat_id: string) =>
      ((await world.read(`chats/${chat_id}`)) as { usernames: Record<string, string> }).usernames[
        ada
      ];

    it('shows in each of his chats, however often it is told', async () => {
      const direct = await openChat(world, ada, eve);
      const { chat_id } = await world.call<{ chat_id: string }>(eve, 'createGroup', {
        title: 'G',
        user_ids: [ada],
      });
      const event = await world.profileEvent(ada, () => rename(ada, `new_${ada}`));
      for (const _ of [1, 2]) await world.deliverProfile(event);
      assert.deepEqual(
        await Promise.all([direct, chat_id].map(shownIn)),
        Array(2).fill(`new_${ada}`),
      );
    });

    it('does not come back, when the last is told first', async () => {
      const chat_id = await openChat(world, ada, eve);
      const first = await world.profileEvent(ada, () => rename(ada, `a_${ada}`));
      const second = await world.profileEvent(ada, () => rename(ada, `b_${ada}`));
      await world.deliverProfile(second);
      await world.deliverProfile(first);
      assert.equal(await shownIn(chat_id), `b_${ada}`);
    });

    it('does not come back, when it changes while it is carried', async () => {
      const chat_id = await openChat(world, ada, eve);
      const first = await world.profileEvent(ada, () => rename(ada, `a_${ada}`));
      beforeNextCommit(world, async () => {
        const second = await world.profileEvent(ada, () => rename(ada, `b_${ada}`));
        await world.deliverProfile(second);
      });
      await world.deliverProfile(first);
      assert.equal(await shownIn(chat_id), `b_${ada}`);
    });

    it('is not missed by a chat that is opened in that moment', async () => {
      beforeNextCommit(world, async () => {
        const event = await world.profileEvent(ada, () => rename(ada, `new_${ada}`));
        await world.deliverProfile(event);
      });
      const chat_id = await openChat(world, eve, ada);
      assert.equal(await shownIn(chat_id), `new_${ada}`);
    });

    it('is not missed by a group that he is added to in that moment', async () => {
      const { chat_id } = await world.call<{ chat_id: string }>(eve, 'createGroup', {
        title: 'G',
        user_ids: [],
      });
      beforeNextCommit(world, async () => {
        const event = await world.profileEvent(ada, () => rename(ada, `new_${ada}`));
        await world.deliverProfile(event);
      });
      await world.call(eve, 'addMembers', { chat_id, user_ids: [ada] });
      assert.equal(await shownIn(chat_id), `new_${ada}`);
    });

    it('comes to the rest of his chats after a crash', async () => {
      const others = Array.from({ length: 45 }, (_, each) => `o${index}_${each}`);
      await arrangeUsers(world, others);
      for (const other of others) await openChat(world, other, ada);
      const event = await world.profileEvent(ada, () => rename(ada, `new_${ada}`));
      const { db } = world.context;
      let left = 2;
      world.context.db = new Proxy(db, {
        get: (target, key) => {
          if (key === 'transact' && left-- === 0) throw new Error('The instance is gone');
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      });
      await assert.rejects(world.deliverProfile(event));
      world.context.db = db;
      const carried = async () => {
        const chats = await world.admin
          .collection('chats')
          .where('members', 'array-contains', ada)
          .get();
        const names = chats.docs.map(
          (doc) => (doc.get('usernames') as Record<string, string>)[ada],
        );
        return names.filter((name) => name === `new_${ada}`).length;
      };
      assert.equal(await carried(), 40);
      await world.deliverProfile(event);
      assert.equal(await carried(), 45);
    });

    it('costs 7 reads, 7 writes and 1 delete, and 3 reads and 1 write for a chat', async () => {
      await openChat(world, ada, eve);
      await world.call(ada, 'listSessions');
      const changed = await world.measure(() => rename(ada, `new_${ada}`));
      const { reads, writes, deletes } = changed.cost;
      assert.deepEqual({ reads, writes, deletes }, { reads: 7, writes: 7, deletes: 1 });
      const event = await world.profileEvent(ada, () => rename(ada, `again_${ada}`));
      const carried = await world.measure(() => world.deliverProfile(event));
      assert.deepEqual(carried.cost, { reads: 4, writes: 1, deletes: 0, invocations: 1 });
      const other = await world.profileEvent(ada, () =>
        world.call(ada, 'updateProfile', { about: 'x' }),
      );
      const nothing = await world.measure(() => world.deliverProfile(other));
      assert.deepEqual(nothing.cost, { reads: 0, writes: 0, deletes: 0, invocations: 1 });
    });
  });
});
