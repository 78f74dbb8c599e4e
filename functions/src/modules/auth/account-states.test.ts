import assert from 'node:assert/strict';

import { fakeClock } from '../../../../testkit/fake-clock.ts';
import { AccountStates, type AccountState } from './account-states.ts';

describe('what an instance knows of accounts', () => {
  const setUp = (state: AccountState = 'ACTIVE') => {
    const clock = fakeClock();
    const states = new AccountStates(clock);
    const looked: string[] = [];
    const ask = (uid = 'ada') =>
      states.stateOf(uid, async () => {
        looked.push(uid);
        return state;
      });
    return { clock, states, looked, ask };
  };

  it('is looked up once a minute, however many ask at once', async () => {
    const { clock, looked, ask } = setUp();
    assert.deepEqual(await Promise.all([ask(), ask(), ask()]), ['ACTIVE', 'ACTIVE', 'ACTIVE']);
    clock.advance(59);
    await ask();
    assert.equal(looked.length, 1);
    clock.advance(1);
    await ask();
    assert.equal(looked.length, 2);
  });

  it('is asked again after half a minute where somebody is not let in', async () => {
    const { clock, looked, ask } = setUp('USER_DISABLED');
    await ask();
    clock.advance(29);
    assert.equal(await ask(), 'USER_DISABLED');
    assert.equal(looked.length, 1);
    clock.advance(1);
    await ask();
    assert.equal(looked.length, 2);
  });

  it('is of 10,000 at most, and what was looked up longest ago is forgotten', async () => {
    const { looked, ask } = setUp();
    for (let index = 0; index <= 10_000; index += 1) await ask(`u${index}`);
    await ask('u1');
    assert.equal(looked.length, 10_001);
    await ask('u0');
    assert.equal(looked.length, 10_002);
  });

  it('is not what a look-up that failed would have said', async () => {
    const { states, looked, ask } = setUp();
    await assert.rejects(states.stateOf('ada', () => Promise.reject(new Error('gone'))));
    await ask();
    assert.equal(looked.length, 1);
  });
});
