import assert from 'node:assert/strict';

import { openWorld, type World } from '../../testkit/world.ts';
import { refuses } from '../helpers.ts';
import { DAY, PHONES, UNKNOWN, uploadsIn } from './uploads.ts';

describe('an address book that somebody is awaited in', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
  });
  afterEach(() => world.close());
  const { join, uploadPhones, bookOf, joined, documentsIn } = uploadsIn(() => world);

  const ada = { user_id: 'ada' };
  /** Ada has long had Grace's number when Grace joins. */
  const await_grace = async () => {
    await join('ada');
    await uploadPhones('ada', PHONES.grace, UNKNOWN);
    await world.drain();
    await join('grace');
  };

  it('meets the other: both enter the books and are told, once', async () => {
    await await_grace();
    assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
    await uploadPhones('grace', PHONES.ada);
    const [task] = world.tasks.waiting;
    assert.ok(task);
    await world.drain();
    assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
    assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [['grace'], ['ada']]);
    assert.equal((await world.event('ada')).notify_notification, true);
    // Each the other's number again, and the task once more.
    world.clock.advance(DAY + 1);
    await uploadPhones('ada', PHONES.grace);
    await uploadPhones('grace', PHONES.ada);
    await world.drain();
    await world.runTask(task);
    assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
  });

  const by_hand: [string, () => Promise<unknown>][] = [
    ['puts him into his contact book', () => world.call('grace', 'addContact', ada)],
    [
      'becomes his friend',
      async () => {
        await world.call('ada', 'sendFriendRequest', { user_id: 'grace' });
        await world.call('grace', 'answerFriendRequest', { ...ada, accept: true });
      },
    ],
    [
      'is made his friend by him',
      async () => {
        await world.call('grace', 'sendFriendRequest', ada);
        await world.call('ada', 'answerFriendRequest', { user_id: 'grace', accept: true });
      },
    ],
  ];
  for (const [what, act] of by_hand) {
    it(`meets him as well where he ${what}, once`, async () => {
      await await_grace();
      await act();
      assert.deepEqual([await joined('ada'), await joined('grace')], [['grace'], ['ada']]);
      assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [['grace'], ['ada']]);
      // The number that nobody has is still awaited.
      assert.equal(await documentsIn('awaited'), 1);
      await world.call('grace', 'removeContact', ada);
      await world.call('ada', 'markNotificationsRead');
      await world.call('grace', 'addContact', ada);
      assert.equal((await world.event('ada')).notify_notification, false);
    });
  }

  it('does not meet whom he adds where one has blocked the other or he cannot be found', async () => {
    await await_grace();
    const add = () => world.call('grace', 'addContact', ada);
    await world.call('ada', 'blockUser', { user_id: 'grace' });
    await refuses(add(), 'permission-denied', 'USER_BLOCKED', ['user_id']);
    assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], []]);
    await world.call('ada', 'unblockUser', { user_id: 'grace' });
    await world.call('grace', 'updateSettings', { discoverable: { phone: false } });
    await add();
    assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
    assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], ['ada']]);
  });

  it('costs 7 reads and 1 write to add one who does not wait, 8 reads and 6 writes one who does', async () => {
    await await_grace();
    await join('alan');
    const cost = async (user_id: string) => {
      const { reads, writes, deletes } = (
        await world.measure(() => world.call('grace', 'addContact', { user_id }))
      ).cost;
      return [reads, writes, deletes];
    };
    assert.deepEqual(await cost('alan'), [7, 1, 0]);
    assert.deepEqual(await cost('ada'), [8, 6, 1]);
  });

  it('is told of nobody who does not have him', async () => {
    await join('ada');
    await join('grace');
    await uploadPhones('grace', PHONES.ada);
    await world.drain();
    assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
    assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], ['ada']]);
  });

  it('does not meet whom one of the two has blocked', async () => {
    await await_grace();
    await world.call('ada', 'blockUser', { user_id: 'grace' });
    await uploadPhones('grace', PHONES.ada);
    await world.drain();
    assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
    assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], []]);
  });

  it('does not meet where he does not let himself be found by his number', async () => {
    await await_grace();
    await world.call('grace', 'updateSettings', { discoverable: { phone: false } });
    await uploadPhones('grace', PHONES.ada);
    await world.drain();
    assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
    assert.deepEqual([await bookOf('ada'), await bookOf('grace')], [[], ['ada']]);
  });

  it('does not meet after 180 days', async () => {
    await await_grace();
    world.clock.advance(180 * DAY);
    await uploadPhones('grace', PHONES.ada);
    await world.drain();
    assert.deepEqual([await joined('ada'), await joined('grace')], [[], []]);
  });
});
