import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openPair } from './friend-helpers.ts';
import { openChat, refuses } from './helpers.ts';

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
});
