import assert from 'node:assert/strict';

import { Instant, latest } from './instant.ts';

describe('an instant', () => {
  it('keeps milliseconds both ways, also before 1970', () => {
    for (const millis of [0, 1, 999, 1000, 1_700_000_000_123, -1, -1001]) {
      assert.equal(Instant.fromMillis(millis).toMillis(), millis);
    }
  });
  it('is written as RFC 3339 in UTC', () => {
    assert.equal(Instant.fromMillis(1_700_000_000_123).toRfc3339(), '2023-11-14T22:13:20.123Z');
  });
  it('has a next one, also at the end of a second', () => {
    assert.deepEqual(new Instant(5, 1000).next(), new Instant(5, 2000));
    assert.deepEqual(new Instant(5, 999_999_000).next(), new Instant(6, 0));
  });
  it('orders by nanoseconds within a second', () => {
    const [early, late] = [new Instant(5, 1), new Instant(5, 2)];
    assert.ok(early.compare(late) < 0 && late.compare(early) > 0);
    assert.equal(early.compare(new Instant(5, 1)), 0);
    assert.ok(new Instant(4, 999_999_999).compare(early) < 0);
    assert.equal(latest(early, late), late);
    assert.equal(latest(early, null), early);
  });
  it('is followed by the next that Firestore can store, also across a second', () => {
    assert.deepEqual(new Instant(5, 1000).next(), new Instant(5, 2000));
    assert.deepEqual(new Instant(5, 999_999_000).next(), new Instant(6, 0));
  });
});
