import assert from 'node:assert/strict';

import { Arrivals } from './arrivals.ts';

describe('arrivals', () => {
  it('resolve what expects them to the time they came, once', async () => {
    const arrivals = new Arrivals();
    const expected = arrivals.expect('a');
    arrivals.arrived('b', 1);
    arrivals.arrived('a', 2);
    arrivals.arrived('a', 3);
    assert.equal(await expected, 2);
  });

  it('of several resolve to the time of the last', async () => {
    const arrivals = new Arrivals();
    const expected = arrivals.expect('a', 3);
    for (const at of [1, 2, 3, 4]) arrivals.arrived('a', at);
    assert.equal(await expected, 3);
  });

  it('fail all that are still expected when they are given up', async () => {
    const arrivals = new Arrivals();
    const expected = [arrivals.expect('a'), arrivals.expect('b')];
    arrivals.giveUp(new Error('late'));
    for (const each of expected) await assert.rejects(each, /late/);
  });
});
