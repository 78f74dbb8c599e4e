import assert from 'node:assert/strict';

import { Instant } from '../functions/src/kernel/instant.ts';
import { countStatistics } from '../functions/src/modules/statistics/count-statistics.ts';
import { encodeFields } from '../functions/src/store/codec.ts';
import { openWorld, type World } from '../testkit/world.ts';

interface Counts {
  users: number;
  chats: number;
  messages: number;
}
interface Statistics {
  days: (Counts & { date: string; through: string })[];
  total: (Counts & { through: string }) | null;
}

describe('statistics', () => {
  let world: World;
  const boss = { uid: 'boss', admin: true };
  // Far from the accounts' own time, which is the real one.
  const START = '2041-03-10T06:20:00Z';
  const at = (text: string) => Instant.fromRfc3339(text);
  beforeEach(async () => {
    world = await openWorld();
    world.clock.set(at('2041-03-08T12:00:00Z'));
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
    world.clock.set(at(START));
  });
  afterEach(() => world.close());

  let made = 0;
  const make = async (path: string, created: string, count = 1) => {
    for (let index = 0; index < count; index += 1) {
      const fields = encodeFields({ created: at(created) });
      await world.admin.doc(`${path}/made${(made += 1)}`).set(fields);
    }
  };
  const message = (created: string, count = 1) => make('chats/1_2/messages', created, count);
  const run = async () => (await world.measure(() => world.runSchedule(countStatistics))).cost;
  const ask = (input: object = {}) => world.callAs<Statistics>(boss, 'adminStatistics', input);
  const counts = ({ users, chats, messages }: Counts) => [users, chats, messages];
  const days = async (input: object = {}) =>
    (await ask(input)).days.map((day) => [day.date, ...counts(day), day.through.slice(5, 16)]);
  const total = async () => counts((await ask()).total ?? assert.fail('no total'));

  it('are none before the first count', async () => {
    assert.deepEqual(await ask(), { days: [], total: null });
  });

  it('begin with what there was before today, and go on by the hour', async () => {
    await message('2041-03-09T23:59:59.999Z', 3);
    await message('2041-03-10T00:00:00Z');
    await message('2041-03-10T05:59:59.999Z');
    await message('2041-03-10T06:00:00Z');
    await make('chats', '2041-03-10T01:00:00Z', 2);
    await make('users', '2041-03-10T02:00:00Z');
    await run();
    assert.deepEqual(await days(), [['2041-03-10', 1, 2, 2, '03-10T06:00']]);
    // The admin is a user of before.
    assert.deepEqual(await total(), [2, 2, 5]);
    world.clock.set(at('2041-03-10T07:20:00Z'));
    await message('2041-03-10T06:30:00Z');
    await run();
    assert.deepEqual(await days(), [['2041-03-10', 1, 2, 4, '03-10T07:00']]);
    assert.deepEqual(await total(), [2, 2, 7]);
  });

  it('cost 5 reads and 2 writes an hour, and 1 read where none has passed', async () => {
    await run();
    const none = { reads: 1, writes: 0, deletes: 0, invocations: 1 };
    assert.deepEqual(await run(), none);
    world.clock.set(at('2041-03-10T07:09:59Z'));
    assert.deepEqual(await run(), none, 'an hour that has only just passed is left');
    world.clock.set(at('2041-03-10T07:10:00Z'));
    assert.deepEqual(await run(), { ...none, reads: 5, writes: 2 });
  });

  it('count no hour twice, whoever runs at once', async () => {
    await run();
    await message('2041-03-10T06:30:00Z', 4);
    world.clock.set(at('2041-03-10T08:20:00Z'));
    await Promise.all([run(), run(), run()]);
    await run();
    assert.deepEqual(await total(), [1, 0, 4]);
    assert.deepEqual(await days(), [['2041-03-10', 0, 0, 4, '03-10T08:00']]);
  });

  it('are right after a crash at any write', async () => {
    await run();
    await message('2041-03-10T06:30:00Z', 2);
    world.clock.set(at('2041-03-10T07:20:00Z'));
    for (const when of ['before', 'after'] as const) {
      world.crash(() => when);
      await assert.rejects(run());
      world.crash(undefined);
    }
    await run();
    assert.deepEqual(await total(), [1, 0, 2]);
  });

  it('catch up after an outage, day by day', async () => {
    await run();
    await message('2041-03-10T23:00:00Z', 2);
    await message('2041-03-12T10:00:00Z', 3);
    await message('2041-03-13T01:00:00Z');
    world.clock.set(at('2041-03-13T02:30:00Z'));
    await run();
    assert.deepEqual(await days(), [
      ['2041-03-10', 0, 0, 2, '03-11T00:00'],
      ['2041-03-11', 0, 0, 0, '03-12T00:00'],
      ['2041-03-12', 0, 0, 3, '03-13T00:00'],
      ['2041-03-13', 0, 0, 1, '03-13T02:00'],
    ]);
    assert.deepEqual(await total(), [1, 0, 6]);
  });

  it('catch up a month at most in one run, and the rest in the next', async () => {
    await run();
    world.clock.set(at('2041-04-25T12:30:00Z'));
    await run();
    assert.equal((await ask()).total?.through, '2041-04-10T00:00:00.000Z');
    await run();
    assert.equal((await ask()).total?.through, '2041-04-25T12:00:00.000Z');
  });

  it('are asked for by days: 1 read for each, and 1 for the total', async () => {
    await run();
    world.clock.set(at('2041-03-14T12:30:00Z'));
    await run();
    const { result, cost } = await world.measure(() =>
      days({ from: '2041-03-11', to: '2041-03-13' }),
    );
    assert.deepEqual(
      result.map(([date]) => date),
      ['2041-03-11', '2041-03-12', '2041-03-13'],
    );
    assert.deepEqual(cost, { reads: 3 + 1 + 1, writes: 0, deletes: 0, invocations: 0 });
    assert.equal((await days()).length, 5);
    assert.equal((await days({ to: '2041-03-11' })).length, 2);
    assert.equal((await days({ from: '2041-03-14' })).length, 1);
  });

  it('count what the functions make', async () => {
    await run();
    for (const uid of ['1', '2']) await world.addUser(uid);
    const { chat_id } = await world.call<{ chat_id: string }>('1', 'createChat', { user_id: '2' });
    const text = { chat_id, message_id: 'A'.repeat(20), type: 'TEXT', text: 'x' };
    await world.call('1', 'sendMessage', text);
    world.clock.set(at('2041-03-10T07:20:00Z'));
    await run();
    assert.deepEqual(await days(), [['2041-03-10', 2, 1, 1, '03-10T07:00']]);
  });
});
