import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { arrangeUsers, openGroup, uidsOf, type CreatedGroup } from './groups-helpers.ts';
import { openChat, refusedByLimit as refusal } from './helpers.ts';

describe('the brake on new accounts that open many chats', () => {
  const MAX = 3;
  let world: World;
  before(async () => {
    world = await openWorld({ config: { NEW_ACCOUNT_MAX_CHATS: MAX } });
    for (const uid of ['new', 'old', 'a', 'b', 'c', 'd', 'e']) await world.addUser(uid);
    const created = world.clock.now().plusSeconds(-7 * 86_400);
    await world.admin.doc('users/old').update({ created: new Date(created.toMillis()) });
  });
  after(() => world.close());

  it('lets some pass at once, and the next after a while', async () => {
    for (const peer of ['a', 'b', 'c']) await openChat(world, 'new', peer);
    const { cost, result: wait } = await world.measure(() => refusal(openChat(world, 'new', 'd')));
    assert.equal(cost.writes, 0);
    assert.equal(wait, 86_400 / MAX);
    assert.equal(await openChat(world, 'new', 'a'), 'a_new', 'those that exist are not new');
    world.clock.advance(wait);
    await openChat(world, 'new', 'd');
    await refusal(openChat(world, 'new', 'e'));
  });

  it('does not keep others from writing to that account', async () => {
    await openChat(world, 'e', 'new');
  });

  it('is not for accounts older than a week', async () => {
    for (const peer of ['a', 'b', 'c', 'd', 'e']) await openChat(world, 'old', peer);
    assert.equal((await world.event('old')).new_chats_until, undefined);
  });

  it('counts 40 people whom it brings into groups as a chat', async () => {
    const people = uidsOf('p', 85);
    await arrangeUsers(world, ['host', ...people]);
    const group = (user_ids: string[]) =>
      world.call<CreatedGroup>('host', 'createGroup', { title: 'G', user_ids });
    const { chat_id } = await group(people.slice(0, 40));
    const add = (user_ids: string[]) => world.call('host', 'addMembers', { chat_id, user_ids });
    // Nobody is brought in who is in already.
    await add(people.slice(0, 40));
    const both = people.slice(40, 81);
    const { cost } = await world.measure(() => add(both));
    assert.deepEqual(cost, {
      reads: 1 + 3 + both.length * 2,
      writes: 4 + both.length * 2,
      deletes: 0,
      invocations: 0,
    });
    const { cost: refused } = await world.measure(() => refusal(add(['p82'])));
    assert.equal(refused.writes, 0);
    await refusal(group(['a']));
    await refusal(openChat(world, 'host', 'a'));
    assert.equal((await world.group(chat_id)).members.length, 82);
    world.clock.advance(86_400 / MAX);
    await add(['p82']);
    await refusal(add(['p83']));
  });

  it('lets many in at once, or nobody', async () => {
    const people = uidsOf('q', 110);
    await arrangeUsers(world, ['many', ...people]);
    await openChat(world, 'many', 'a');
    const chat_id = await openGroup(world, 'many', []);
    const add = (user_ids: string[]) => world.call('many', 'addMembers', { chat_id, user_ids });
    const { cost } = await world.measure(() => refusal(add(people)));
    assert.equal(cost.writes, 0);
    const user_ids = people;
    await refusal(world.call('many', 'createGroup', { title: 'G', user_ids }));
    const { members, adding } = await world.group(chat_id);
    assert.deepEqual([members, adding ?? {}], [['many'], {}]);
    await add(people.slice(0, 80));
    assert.equal((await world.group(chat_id)).members.length, 81);
  });

  it('lets an old account bring in whom it likes', async () => {
    for (let time = 0; time <= MAX; time += 1) await openGroup(world, 'old', ['a']);
    assert.equal((await world.event('old')).new_chats_until, undefined);
  });

  it('holds for chats opened at the same instant', async () => {
    await world.addUser('fresh');
    const opened = await Promise.allSettled(
      ['a', 'b', 'c', 'd', 'e'].map((peer) => openChat(world, 'fresh', peer)),
    );
    assert.equal(opened.filter(({ status }) => status === 'fulfilled').length, MAX);
  });
});
