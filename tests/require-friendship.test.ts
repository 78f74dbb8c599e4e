import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openPair } from './friend-helpers.ts';
import type { CreatedGroup } from './groups-helpers.ts';
import { openChat, refuses, send } from './helpers.ts';

describe('a deployment where only friends open chats', () => {
  let world: World;
  before(async () => {
    world = await openWorld({ config: { REQUIRE_FRIENDSHIP: true } });
  });
  after(() => world.close());

  it('refuses strangers, those who were asked and those who declined; not friends', async () => {
    const { a, b, ask, answer, cancel } = await openPair(world, 1);
    const refused = async (by: string, user_id: string) => {
      const { cost } = await world.measure(() =>
        refuses(openChat(world, by, user_id), 'failed-precondition', 'FRIENDSHIP_REQUIRED', [
          'user_id',
        ]),
      );
      assert.equal(cost.writes, 0);
    };
    await refused(a, b);
    await ask(a, b);
    await refused(a, b);
    await refused(b, a);
    await answer(b, a, true);
    await cancel(b, a);
    await refused(a, b);
    await ask(b, a);
    await answer(a, b, true);
    const chat_id = await openChat(world, b, a);
    await cancel(a, b);
    assert.equal(await openChat(world, a, b), chat_id, 'one that is open stays open');
  });

  it('costs 2 reads more', async () => {
    const { a, b, ask } = await openPair(world, 2);
    await ask(a, b);
    await ask(b, a);
    const { cost } = await world.measure(() => openChat(world, a, b));
    assert.deepEqual([cost.reads, cost.writes], [7, 5]);
  });

  it('adds only friends to a group, and does not tell why another is skipped', async () => {
    const { a, b, ask } = await openPair(world, 3);
    const { a: friend, b: stranger } = await openPair(world, 4);
    for (const one of [b, friend]) {
      await ask(a, one);
      await ask(one, a);
    }
    await ask(a, stranger);
    const skipped = [
      { user_id: stranger, reason: 'NOT_AVAILABLE' },
      { user_id: 'nobody', reason: 'NOT_AVAILABLE' },
    ];
    const user_ids = [b, stranger, 'nobody'];
    const { result: made, cost } = await world.measure(() =>
      world.call<CreatedGroup>(a, 'createGroup', { title: 'Group', user_ids }),
    );
    assert.deepEqual([made.added, made.skipped], [[b], skipped]);
    // The caller's two, and four for each user.
    assert.equal(cost.reads, 14);
    const { chat_id } = made;
    const input = { chat_id, user_ids: [friend, stranger, 'nobody'] };
    const more = await world.measure(() => world.call<CreatedGroup>(a, 'addMembers', input));
    assert.deepEqual([more.result.added, more.result.skipped], [[friend], skipped]);
    assert.equal(more.cost.reads, 16);
  });

  it('takes the first message of friends only, and further ones whatever they are', async () => {
    const { a, b, ask, cancel } = await openPair(world, 5);
    await ask(a, b);
    await ask(b, a);
    const chat_id = await openChat(world, a, b);
    await cancel(a, b);
    for (const one of [a, b]) {
      await refuses(
        send(world, one, chat_id, 'hello'),
        'failed-precondition',
        'FRIENDSHIP_REQUIRED',
      );
    }
    assert.equal((await world.chat(chat_id)).total_messages_count, 0);
    world.clock.advance(86_400);
    await ask(a, b);
    await ask(b, a);
    const first = await world.measure(() => send(world, a, chat_id, 'hello'));
    assert.equal(first.cost.reads, 3);
    await cancel(a, b);
    const second = await world.measure(() => send(world, b, chat_id, 'hello'));
    assert.equal(second.cost.reads, 1);
  });
});
