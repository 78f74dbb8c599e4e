import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { feedOf, openPair, type Pair } from './friend-helpers.ts';
import { refusedByLimit, refuses } from './helpers.ts';

const [HOUR, DAY] = [3600, 86_400];
describe('a friend request', () => {
  let world: World;
  let pair: Pair;
  let [a, b] = ['', ''];
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    pair = await openPair(world, index);
    ({ a, b } = pair);
    await world.call(a, 'listSessions');
  });
  after(() => world.close());

  const later = async (seconds: number) => {
    world.clock.advance(seconds);
    await world.call(a, 'listSessions');
  };
  const stateOf = async (from: string, to: string) => (await pair.request(from, to))?.state;
  const kinds = async (uid: string) => (await feedOf(world, uid)).map(({ type }) => type);

  it('is made, told of by flag and feed, and made once however often it is asked', async () => {
    assert.equal(await pair.ask(a, b), 'PENDING');
    const now = world.clock.now();
    assert.deepEqual(await pair.request(a, b), {
      ...{ from_user: a, to_user: b, state: 'PENDING' },
      ...{ told: now, created: now, modified: now },
    });
    const event = await world.event(b);
    assert.ok(event.notify_friend_request && event.notify_notification);
    const [entry, ...others] = await feedOf(world, b);
    assert.deepEqual(others, []);
    assert.deepEqual(
      [entry?.type, entry?.actor, entry?.actors, entry?.read, entry?.body],
      ['FRIEND_REQUEST', a, [a], false, `ada_${index} wants to be your friend.`],
    );
    assert.equal(await pair.ask(a, b), 'PENDING');
    assert.equal((await feedOf(world, b)).length, 1);
    const own = await world.event(a);
    assert.ok(!own.notify_friend_request && !own.notify_notification, 'of his own act');
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[], []]);
  });

  it('is accepted: both books have the other, and the one who asked is told', async () => {
    await pair.ask(a, b);
    assert.equal(await pair.answer(b, a, true), 'ACCEPTED');
    assert.equal(await stateOf(a, b), 'ACCEPTED');
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[b], [a]]);
    assert.deepEqual([await kinds(a), await kinds(b)], [['FRIEND_ACCEPTED'], ['FRIEND_REQUEST']]);
    assert.equal((await world.event(a)).notify_friend_request, true);
    assert.equal(await pair.answer(b, a, true), 'ACCEPTED');
    assert.equal(await pair.ask(a, b), 'ACCEPTED');
    assert.equal(await pair.ask(b, a), 'ACCEPTED');
    assert.deepEqual(await kinds(a), ['FRIEND_ACCEPTED'], 'told once');
    assert.equal(await pair.request(b, a), undefined, 'no second request');
  });

  it('leaves the alias of one who is in the book already', async () => {
    await world.call(a, 'addContact', { user_id: b, alias: 'Benny' });
    const before = await world.read(`users/${a}/contacts/${b}`);
    await later(HOUR);
    await pair.ask(a, b);
    await pair.answer(b, a, true);
    assert.deepEqual(await world.read(`users/${a}/contacts/${b}`), before);
    assert.deepEqual(await pair.book(b), [a]);
  });

  it('that crosses another accepts it', async () => {
    await pair.ask(a, b);
    assert.equal(await pair.ask(b, a), 'ACCEPTED');
    assert.equal(await stateOf(a, b), 'ACCEPTED');
    assert.equal(await pair.request(b, a), undefined);
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[b], [a]]);
    assert.deepEqual(await kinds(a), ['FRIEND_ACCEPTED']);
  });

  it('is declined without a notification, and may be made again after a day', async () => {
    await pair.ask(a, b);
    assert.equal(await pair.answer(b, a, false), 'DECLINED');
    assert.equal(await pair.answer(b, a, false), 'DECLINED');
    assert.deepEqual(await kinds(a), []);
    assert.equal((await world.event(a)).notify_friend_request, false);
    await later(HOUR);
    assert.equal(await refusedByLimit(pair.ask(a, b)), DAY - HOUR);
    assert.equal(await pair.cancel(a, b), 'DECLINED', 'taking it back does not help');
    assert.equal(await refusedByLimit(pair.ask(a, b)), DAY - HOUR);
    await later(DAY - HOUR);
    assert.equal(await pair.ask(a, b), 'PENDING');
    assert.deepEqual(await kinds(b), ['FRIEND_REQUEST', 'FRIEND_REQUEST']);
    await refuses(pair.answer(b, 'nobody', true), 'not-found', 'FRIEND_REQUEST_NOT_FOUND', [
      'user_id',
    ]);
  });

  it('that was declined can be asked for by the one who declined', async () => {
    await pair.ask(a, b);
    await pair.answer(b, a, false);
    assert.equal(await pair.ask(b, a), 'PENDING');
    assert.equal(await pair.ask(a, b), 'ACCEPTED');
    assert.equal(await stateOf(b, a), 'ACCEPTED');
    assert.equal(await stateOf(a, b), 'DECLINED');
  });

  it('is taken back, and made again without telling twice in a day', async () => {
    await pair.ask(a, b);
    assert.equal(await pair.cancel(a, b), 'CANCELLED');
    assert.equal(await pair.cancel(a, b), 'CANCELLED');
    await refuses(pair.answer(b, a, true), 'already-exists', 'FRIEND_REQUEST_CLOSED', ['user_id']);
    await later(HOUR);
    assert.equal(await pair.ask(a, b), 'PENDING');
    assert.deepEqual(await kinds(b), ['FRIEND_REQUEST']);
    await pair.cancel(a, b);
    await later(DAY - HOUR);
    await pair.ask(a, b);
    assert.deepEqual(await kinds(b), ['FRIEND_REQUEST', 'FRIEND_REQUEST']);
  });

  it('that was accepted can be ended by either, and the books stay', async () => {
    for (const by of [a, b]) {
      const other = by === a ? b : a;
      await pair.ask(a, b);
      await pair.answer(b, a, true).catch(() => undefined);
      assert.equal(await stateOf(a, b), 'ACCEPTED');
      assert.equal(await pair.cancel(by, other), 'CANCELLED');
      assert.equal(await stateOf(a, b), 'CANCELLED');
    }
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[b], [a]]);
  });

  it('is not taken back by the one who was asked', async () => {
    await pair.ask(a, b);
    await refuses(pair.cancel(b, a), 'not-found', 'FRIEND_REQUEST_NOT_FOUND', ['user_id']);
    assert.equal(await stateOf(a, b), 'PENDING');
  });

  it('to oneself, to nobody, to one who is shut out is refused, and nothing is written', async () => {
    await refuses(pair.ask(a, a), 'invalid-argument', 'USER_IS_SELF', ['user_id']);
    await refuses(pair.ask(a, 'nobody'), 'not-found', 'USER_NOT_FOUND', ['user_id']);
    await world.admin.doc(`users/${b}`).update({ is_active: false });
    await refuses(pair.ask(a, b), 'not-found', 'USER_NOT_FOUND', ['user_id']);
    assert.equal(await pair.request(a, b), undefined);
    const both = { user_id: b, username: `ben_${index}` };
    for (const target of [{}, both]) {
      await refuses(
        world.call(a, 'sendFriendRequest', target),
        'invalid-argument',
        'FIELDS_INVALID',
        ['user_id'],
      );
    }
    const own = { username: `ada_${index}` };
    await refuses(world.call(a, 'sendFriendRequest', own), 'invalid-argument', 'USER_IS_SELF', [
      'username',
    ]);
  });

  for (const [name, from, by] of [
    ['the one who is asked', 'a', 'b'],
    ['the one who asks', 'a', 'a'],
  ] as const) {
    it(`is refused where ${name} has blocked the other`, async () => {
      const uids = { a, b };
      const other = by === 'a' ? b : a;
      await world.call(uids[by], 'blockUser', { user_id: other });
      await refuses(pair.ask(uids[from], b), 'permission-denied', 'USER_BLOCKED', ['user_id']);
      assert.equal(await pair.request(a, b), undefined);
      assert.deepEqual(await kinds(b), []);
    });
  }

  it('that waits is ended by a block of either, and a friendship is not', async () => {
    await pair.ask(a, b);
    await world.call(a, 'blockUser', { user_id: b });
    assert.equal(await stateOf(a, b), 'CANCELLED');
    await world.call(a, 'unblockUser', { user_id: b });
    await pair.ask(a, b);
    await world.call(b, 'blockUser', { user_id: a });
    assert.equal(await stateOf(a, b), 'DECLINED');
    await refuses(pair.answer(b, a, true), 'already-exists', 'FRIEND_REQUEST_CLOSED');
    await world.call(b, 'unblockUser', { user_id: a });
    await pair.ask(b, a);
    await pair.answer(a, b, true);
    await world.call(a, 'blockUser', { user_id: b });
    assert.equal(await stateOf(b, a), 'ACCEPTED');
  });

  for (const [name, by] of [
    ['the one who asks', 'a'],
    ['the one who is asked', 'b'],
  ] as const) {
    it(`that waits can be neither accepted nor asked back after a block by ${name}`, async () => {
      await pair.ask(a, b);
      await world.call({ a, b }[by], 'blockUser', { user_id: by === 'a' ? b : a });
      await refuses(pair.answer(b, a, true), 'already-exists', 'FRIEND_REQUEST_CLOSED');
      for (const [from, to] of [
        [b, a],
        [a, b],
      ] as const) {
        // On the day that it was declined he would have to wait.
        await later(DAY);
        await refuses(pair.ask(from, to), 'permission-denied', 'USER_BLOCKED', ['user_id']);
      }
      assert.deepEqual([await pair.book(a), await pair.book(b)], [[], []]);
    });
  }

  it('that waits though the one who asks has blocked the other is not accepted', async () => {
    await pair.ask(a, b);
    await world.call(a, 'blockUser', { user_id: b });
    // A block ends what waits: this one stands by somebody else's hand.
    await world.admin.doc(`friend-requests/${a}_${b}`).update({ state: 'PENDING' });
    const told = await kinds(a);
    for (const accept of [() => pair.answer(b, a, true), () => pair.ask(b, a)]) {
      await refuses(accept(), 'permission-denied', 'USER_BLOCKED', ['user_id']);
    }
    assert.equal(await stateOf(a, b), 'PENDING');
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[], []]);
    assert.deepEqual(await kinds(a), told);
  });

  it('whose id is that of another pair is refused, and touches theirs in no way', async () => {
    const [x, y_z, x_y, z] = [`x${index}`, 'y_z', `x${index}_y`, 'z'];
    for (const uid of [x, y_z, x_y, z]) await world.addUser(uid);
    await pair.ask(x, y_z);
    const before = await pair.request(x, y_z);
    for (const act of [pair.ask(x_y, z)]) {
      await refuses(act, 'already-exists', 'FRIEND_REQUEST_ID_CONFLICT', ['user_id']);
    }
    for (const act of [pair.cancel(x_y, z), pair.answer(z, x_y, true)]) {
      await refuses(act, 'not-found', 'FRIEND_REQUEST_NOT_FOUND', ['user_id']);
    }
    await world.call(x_y, 'blockUser', { user_id: z });
    assert.deepEqual(await pair.request(x, y_z), before);
    assert.equal(
      await pair.ask(z, x_y).catch((error: Error) => error.message),
      'One of you has blocked the other.',
    );
  });

  describe('in the feed of whom it is to', () => {
    const unread = async () =>
      (await world.call<{ unread_count: number }>(b, 'listNotifications')).unread_count;
    const entries = async () => (await feedOf(world, b)).map(({ type, read }) => [type, read]);
    const block = (by: string, user_id: string) => world.call(by, 'blockUser', { user_id });

    for (const [what, end] of [
      ['is accepted', () => pair.answer(b, a, true)],
      ['is accepted by asking back', () => pair.ask(b, a)],
      ['is declined', () => pair.answer(b, a, false)],
      ['is taken back', () => pair.cancel(a, b)],
      ['is ended by a block of his', () => block(b, a)],
      ['is ended by a block of who asked', () => block(a, b)],
    ] as const) {
      it(`is read from when it ${what}; the flags are his to lower`, async () => {
        await pair.ask(a, b);
        assert.equal(await unread(), 1);
        await end();
        assert.deepEqual([await unread(), await entries()], [0, [['FRIEND_REQUEST', true]]]);
        const { notify_friend_request, notify_notification } = await world.event(b);
        assert.deepEqual([notify_friend_request, notify_notification], [true, true]);
      });
    }

    it('stays unread where another request ends', async () => {
      const other = `other${index}`;
      await world.addUser(other);
      await pair.ask(a, b);
      await pair.ask(other, b);
      await pair.answer(b, a, false);
      assert.equal(await unread(), 1);
    });

    it('is unread again where it is asked again on the same day, unless he had read it', async () => {
      await pair.ask(a, b);
      await pair.cancel(a, b);
      await pair.ask(a, b);
      assert.deepEqual([await unread(), await entries()], [1, [['FRIEND_REQUEST', false]]]);
      assert.equal((await feedOf(world, b))[0]?.settled, undefined);
      await world.call(b, 'markNotificationsRead');
      await pair.cancel(a, b);
      await pair.ask(a, b);
      assert.deepEqual([await unread(), await entries()], [0, [['FRIEND_REQUEST', true]]]);
    });

    it('is not made by its end, where it is gone', async () => {
      await pair.ask(a, b);
      await world.admin.recursiveDelete(world.admin.collection(`users/${b}/notifications`));
      await pair.answer(b, a, true);
      assert.deepEqual(await entries(), []);
    });

    it('stays as it is once it has expired', async () => {
      await pair.ask(a, b);
      await later(91 * DAY);
      await pair.answer(b, a, false);
      assert.deepEqual([await unread(), await entries()], [0, [['FRIEND_REQUEST', false]]]);
    });
  });

  it('is limited by account to fifty a day', async () => {
    for (let n = 0; n < 50; n += 1) await pair.ask(a, b);
    await refusedByLimit(pair.ask(a, b));
    await pair.ask(b, a);
  });

  it('outlives the contact book: who is taken out of it is a friend still', async () => {
    await pair.ask(a, b);
    await pair.answer(b, a, true);
    await world.call(a, 'removeContact', { user_id: b });
    assert.equal(await pair.ask(a, b), 'ACCEPTED');
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[], [a]]);
  });
});
