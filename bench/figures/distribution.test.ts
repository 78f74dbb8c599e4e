import assert from 'node:assert/strict';

import { distribution, median, percentile, ratio } from './distribution.ts';

describe('the distribution of durations', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

  it('takes the nearest rank, a value that was measured', () => {
    assert.equal(percentile(hundred, 50), 50);
    assert.equal(percentile(hundred, 99), 99);
    assert.equal(percentile([7, 9], 50), 7);
    assert.equal(percentile([7, 9], 51), 9);
    assert.equal(percentile([7], 0), 7);
  });

  it('sums up in any order, with one decimal', () => {
    const shuffled = hundred.toReversed().map((value) => value + 0.04);
    assert.deepEqual(distribution(shuffled), { count: 100, p50: 50, p95: 95, p99: 99, max: 100 });
  });

  it('is set beside another, figure by figure', () => {
    const one = { count: 2, p50: 10, p95: 20, p99: 30, max: 40 };
    const other = { count: 9, p50: 5, p95: 30, p99: 30, max: 16 };
    assert.deepEqual(ratio(one, other), { p50: 2, p95: 0.7, p99: 1, max: 2.5 });
  });

  it('compares numbers as numbers', () => {
    assert.equal(median([100, 9, 20]), 20);
  });

  it('has nothing to say of nothing', () => {
    assert.equal(distribution([]), undefined);
    assert.ok(Number.isNaN(median([])));
  });
});
