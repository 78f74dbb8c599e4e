import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openPair, type Pair } from './friend-helpers.ts';
import { refuses, tokenOf } from './helpers.ts';

/** Each call pulls which tokens are void, but only every 30 s. */
const LIMIT = { reads: 1, writes: 1 };

describe('friend requests over REST, in lists, and what they cost', () => {
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
    assert.deepEqual(await answer(false), [409, 'FRIEND_REQUEST_CLOSED']);
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
    it('8 reads and 6 writes to accept, 1 read once more; 9 and 6 by asking', async () => {
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => pair.answer(b, a, true)), [8, 6, 0]);
      assert.deepEqual(await costOf(() => pair.answer(b, a, true)), [1, 0, 0]);
      const met = await openPair(world, 4000 * index);
      await met.ask(met.a, met.b);
      assert.deepEqual(await costOf(() => met.ask(met.b, met.a)), limited(9, 6));
    });
    it('2 reads and 2 writes to decline, 3 and 2 to take back, 7 and 4 to ask again', async () => {
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => pair.cancel(a, b)), [3, 2, 0]);
      assert.deepEqual(await costOf(() => pair.cancel(a, b)), [2, 0, 0]);
      assert.deepEqual(await costOf(() => pair.ask(a, b)), limited(7, 4));
      assert.deepEqual(await costOf(() => pair.answer(b, a, false)), [2, 2, 0]);
    });
    it('1 write less where its entry is read, or there is none', async () => {
      await pair.ask(a, b);
      await world.call(b, 'markNotificationsRead');
      assert.deepEqual(await costOf(() => pair.cancel(a, b)), [3, 1, 0]);
      assert.deepEqual(await costOf(() => pair.ask(a, b)), limited(7, 3));
      await world.admin.recursiveDelete(world.admin.collection(`users/${b}/notifications`));
      assert.deepEqual(await costOf(() => pair.answer(b, a, true)), [8, 5, 0]);
      assert.deepEqual(await costOf(() => pair.cancel(b, a)), [2, 1, 0], 'to end a friendship');
    });
    it('2 reads more where a block looks for it, 1 read and 2 writes where it ends it', async () => {
      assert.deepEqual(await costOf(() => world.call(a, 'blockUser', { user_id: b })), [5, 2, 0]);
      await world.call(a, 'unblockUser', { user_id: b });
      await pair.ask(a, b);
      assert.deepEqual(await costOf(() => world.call(a, 'blockUser', { user_id: b })), [6, 4, 0]);
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
