import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { feedOf, openPair, type Pair } from './friend-helpers.ts';
import { beforeNextCommit, refusedByLimit, refuses, tokenOf } from './helpers.ts';

const [HOUR, DAY] = [3600, 86_400];
/** Each call pulls which tokens are void, but only every 30 s. */
const LIMIT = { reads: 1, writes: 1 };

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

  it('of both at the same moment makes them friends, however they meet', async () => {
    for (let round = 0; round < 5; round += 1) {
      const met = await openPair(world, 1000 * index + round);
      const states = await Promise.all([met.ask(met.a, met.b), met.ask(met.b, met.a)]);
      assert.ok(states.includes('ACCEPTED'), states.join());
      const found = [await met.request(met.a, met.b), await met.request(met.b, met.a)];
      assert.deepEqual(found.filter((one) => one !== undefined).length, 1);
      assert.deepEqual([await met.book(met.a), await met.book(met.b)], [[met.b], [met.a]]);
    }
  });

  it('is declined without a word, and may be made again after a day', async () => {
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
    await refuses(pair.answer(b, a, true), 'failed-precondition', 'FRIEND_REQUEST_CLOSED', [
      'user_id',
    ]);
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
    await refuses(pair.answer(b, a, true), 'failed-precondition', 'FRIEND_REQUEST_CLOSED');
    await world.call(b, 'unblockUser', { user_id: a });
    await pair.ask(b, a);
    await pair.answer(a, b, true);
    await world.call(a, 'blockUser', { user_id: b });
    assert.equal(await stateOf(b, a), 'ACCEPTED');
  });

  it('and a block at the same moment leave nothing that waits', async () => {
    for (let round = 0; round < 5; round += 1) {
      const met = await openPair(world, 2000 * index + round);
      await Promise.allSettled([
        met.ask(met.a, met.b),
        world.call(met.b, 'blockUser', { user_id: met.a }),
      ]);
      const found = await met.request(met.a, met.b);
      assert.ok(found === undefined || found.state === 'DECLINED', found?.state);
    }
  });

  describe('that meets, just before it is made,', () => {
    for (const [name, by] of [
      ['a block of the one who is asked', 'b'],
      ['a block by the one who asks', 'a'],
    ] as const) {
      it(`${name}: is refused`, async () => {
        const [blocker, user_id] = by === 'b' ? [b, a] : [a, b];
        beforeNextCommit(world, () => world.call(blocker, 'blockUser', { user_id }));
        await refuses(pair.ask(a, b), 'permission-denied', 'USER_BLOCKED', ['user_id']);
        assert.equal(await pair.request(a, b), undefined);
      });
    }
    it('the request of the other: accepts it', async () => {
      beforeNextCommit(world, () => pair.ask(b, a));
      assert.equal(await pair.ask(a, b), 'ACCEPTED');
      assert.equal(await pair.request(a, b), undefined);
      assert.equal(await stateOf(b, a), 'ACCEPTED');
    });
    for (const [name, act, refused] of [
      ['its being taken back', () => pair.cancel(a, b), 'FRIEND_REQUEST_CLOSED'],
      ['a block', () => world.call(a, 'blockUser', { user_id: b }), 'FRIEND_REQUEST_CLOSED'],
    ] as const) {
      it(`${name}: is not accepted any more`, async () => {
        await pair.ask(a, b);
        beforeNextCommit(world, act);
        await refuses(pair.answer(b, a, true), 'failed-precondition', refused, ['user_id']);
        assert.deepEqual([await pair.book(a), await pair.book(b)], [[], []]);
      });
    }
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

  it('is limited by account to fifty a day', async () => {
    for (let n = 0; n < 50; n += 1) await pair.ask(a, b);
    await refusedByLimit(pair.ask(a, b));
    await pair.ask(b, a);
  });

  it('that dies at its write has done all or nothing, and is finished by repeating it', async () => {
    for (const when of ['before', 'after'] as const) {
      const met = await openPair(world, 3000 * index + (when === 'after' ? 1 : 0));
      await met.ask(met.a, met.b);
      world.crash((method) => (method === 'Commit' ? when : undefined));
      await assert.rejects(met.answer(met.b, met.a, true));
      world.crash(undefined);
      const there = when === 'after';
      assert.equal((await met.request(met.a, met.b))?.state, there ? 'ACCEPTED' : 'PENDING');
      assert.deepEqual(await met.book(met.a), there ? [met.b] : []);
      assert.equal(await met.answer(met.b, met.a, true), 'ACCEPTED');
      assert.deepEqual([await met.book(met.a), await met.book(met.b)], [[met.b], [met.a]]);
      assert.equal((await feedOf(world, met.a)).length, 1);
    }
  });

  it('outlives the contact book: who is taken out of it is a friend still', async () => {
    await pair.ask(a, b);
    await pair.answer(b, a, true);
    await world.call(a, 'removeContact', { user_id: b });
    assert.equal(await pair.ask(a, b), 'ACCEPTED');
    assert.deepEqual([await pair.book(a), await pair.book(b)], [[], [a]]);
  });

  it('goes its way over REST, by username', async () => {
    const [ada, ben] = [`ada_${index}`, `ben_${index}`];
    const [by_a, by_b] = [await tokenOf(world, a), await tokenOf(world, b)];
    const rest = async (method: string, path: string, token: string, body?: object) => {
      const answer = await world.rest(method, path, { token, ...(body && { body }) });
      const { reason } = (answer.body['error'] ?? {}) as { reason?: string };
      return [answer.status, reason ?? answer.body];
    };
    const ask = () => rest('POST', '/friend-requests/', by_a, { username: ben });
    const answer = (accept: unknown) => rest('PUT', `/friend-requests/${ada}`, by_b, { accept });
    assert.deepEqual(await answer(true), [404, 'FRIEND_REQUEST_NOT_FOUND']);
    assert.deepEqual(await ask(), [200, { state: 'PENDING' }]);
    assert.deepEqual(await answer('yes'), [400, 'FIELDS_INVALID']);
    const listed = await world.rest('GET', '/friend-requests/', { token: by_b });
    const { friend_requests } = listed.body as {
      friend_requests?: { user: { username: string }; direction: string; state: string }[];
    };
    assert.deepEqual(
      friend_requests?.map(({ user, direction, state }) => [user.username, direction, state]),
      [[ada, 'incoming', 'PENDING']],
    );
    assert.deepEqual(await answer(true), [200, { state: 'ACCEPTED' }]);
    assert.deepEqual(await answer(false), [400, 'FRIEND_REQUEST_CLOSED']);
    const end = () => rest('DELETE', `/friend-requests/${ada}`, by_b);
    assert.deepEqual(await end(), [200, { state: 'CANCELLED' }]);
    await rest('POST', `/users/contacts/blacklist-user/${ada}`, by_b);
    assert.deepEqual(await ask(), [403, 'USER_BLOCKED']);
    assert.deepEqual(await rest('GET', '/friend-requests?direction=x', by_a), [
      400,
      'FIELDS_INVALID',
    ]);
    assert.equal((await world.rest('GET', '/friend-requests/')).status, 401);
  });

  describe('costs', () => {
    const costOf = async (act: () => Promise<unknown>) => {
      const { reads, writes, deletes } = (await world.measure(act)).cost;
      return [reads, writes, deletes];
    };
    const limited = (reads: number, writes: number) => [
      reads + LIMIT.reads,
      writes + LIMIT.writes,
      0,
    ];

    it('6 reads and 4 writes to ask, 2 reads once more', async () => {
      assert.deepEqual(await costOf(() => pair.ask(a, b)), limited(6, 4));
      assert.deepEqual(await costOf(() => pair.ask(a, b)), limited(2, 0));
    });
    it('5 reads and 5 writes to accept, 1 read once more; 6 and 5 by asking', async () => {
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => pair.answer(b, a, true)), [5, 5, 0]);
      assert.deepEqual(await costOf(() => pair.answer(b, a, true)), [1, 0, 0]);
      const met = await openPair(world, 4000 * index);
      await met.ask(met.a, met.b);
      assert.deepEqual(await costOf(() => met.ask(met.b, met.a)), limited(6, 5));
    });
    it('1 read and 1 write to decline, 2 and 1 to take back', async () => {
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => pair.cancel(a, b)), [2, 1, 0]);
      assert.deepEqual(await costOf(() => pair.cancel(a, b)), [2, 0, 0]);
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => pair.answer(b, a, false)), [1, 1, 0]);
    });
    it('2 reads more where a block looks for it, and 1 write where it ends it', async () => {
      assert.deepEqual(await costOf(() => world.call(a, 'blockUser', { user_id: b })), [5, 2, 0]);
      await world.call(a, 'unblockUser', { user_id: b });
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => world.call(a, 'blockUser', { user_id: b })), [5, 3, 0]);
    });
  });

  describe('in a list', () => {
    interface Listed {
      friend_requests: { user: { id: string }; direction: string; state: string }[];
      next_cursor: string | null;
    }
    const list = (uid: string, input: object = {}) =>
      world.call<Listed>(uid, 'listFriendRequests', input);
    const ids = ({ friend_requests }: Listed) => friend_requests.map(({ user }) => user.id);

    it('stands on both sides, by direction and state, newest first, in pages', async () => {
      const askers = [`p${index}`, `q${index}`, `r${index}`];
      for (const uid of askers) {
        await world.addUser(uid);
        world.clock.advance(1);
        await pair.ask(uid, b);
      }
      await world.call(b, 'listSessions');
      const first = await list(b, { limit: 2 });
      assert.deepEqual(ids(first), [askers[2], askers[1]]);
      const second = await list(b, { limit: 2, cursor: first.next_cursor });
      assert.deepEqual([ids(second), second.next_cursor], [[askers[0]], null]);
      assert.deepEqual(ids(await list(askers[0] ?? '', { direction: 'outgoing' })), [b]);
      assert.deepEqual(ids(await list(askers[0] ?? '')), []);
      await pair.answer(b, askers[1] ?? '', true);
      assert.deepEqual(ids(await list(b)), [askers[2], askers[0]]);
      assert.deepEqual(ids(await list(b, { state: 'ACCEPTED' })), [askers[1]]);
      await world.admin.doc(`users/${askers[2]}`).update({ is_active: false });
      const { result, cost } = await world.measure(() => list(b));
      assert.deepEqual(ids(result), [askers[0]], 'who is shut out is left out');
      assert.deepEqual([cost.reads, cost.writes], [4, 0]);
      const empty = await world.measure(() => list(b, { state: 'DECLINED' }));
      assert.deepEqual([empty.cost.reads, empty.cost.writes], [1, 0]);
    });

    it('does not take a cursor of its reader’s own making', () =>
      refuses(list(a, { cursor: 'x' }), 'invalid-argument', 'FIELDS_INVALID', ['cursor']));
  });
});
