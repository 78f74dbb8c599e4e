import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { takeFromBucket } from './bucket.ts';

const LIMIT = { max: 60, seconds: 20 };

/** Takes at each of the times, in milliseconds; answers those that were refused, with the wait. */
function refusedOf(times: number[]): [time: number, retry_after_seconds: number][] {
  let full_at: Instant | undefined;
  return times.flatMap((time): [number, number][] => {
    const decision = takeFromBucket(LIMIT, full_at, Instant.fromMillis(1_000_000 + time));
    if (!decision.allowed) return [[time, decision.retry_after_seconds]];
    full_at = decision.full_at;
    return [];
  });
}
const times = (count: number, at: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => at(index));

describe('a bucket', () => {
  it('gives all it has at once, and no more', () => {
    assert.deepEqual(refusedOf(times(60, () => 0)), []);
    assert.deepEqual(refusedOf(times(61, () => 0)), [[0, 1]]);
  });
  it('gives several at once, and what is more than it holds when it is full', () => {
    const now = Instant.fromMillis(1_000_000);
    const limit = { max: 40, seconds: 20 };
    const half = takeFromBucket(limit, undefined, now, 20);
    assert.deepEqual(half, { allowed: true, full_at: now.plusSeconds(10) });
    const rest = takeFromBucket(limit, now.plusSeconds(10), now, 21);
    assert.deepEqual(rest, { allowed: false, retry_after_seconds: 1 });
    const all = { allowed: true, full_at: now.plusSeconds(20) };
    assert.deepEqual(takeFromBucket(limit, undefined, now, 1000), all);
    const wait = takeFromBucket(limit, now.plusSeconds(5), now, 1000);
    assert.deepEqual(wait, { allowed: false, retry_after_seconds: 5 });
  });
  it('refuses without being emptied further', () => {
    const refused = refusedOf([...times(200, () => 0), 1000]);
    assert.equal(refused.length, 140);
    assert.ok(refused.every(([time, wait]) => time === 0 && wait === 1));
  });
  it('tells a wait that is enough', () => {
    for (const at of [0, 1, 250, 333, 999]) {
      const [[time, wait] = [NaN, NaN]] = refusedOf([...times(60, () => 0), ...times(9, () => at)]);
      const later = refusedOf([...times(60, () => 0), time + wait * 1000]);
      assert.deepEqual(later, []);
    }
  });
  it('is full again after its time', () => {
    assert.deepEqual(refusedOf([...times(60, () => 0), ...times(60, () => 20_000)]), []);
  });
  it('never refuses 30 in any 10 s, whatever their spacing and for however long', () => {
    const bursts = times(3000, (index) => Math.floor(index / 30) * 10_000);
    assert.deepEqual(refusedOf(bursts), []);
    assert.deepEqual(refusedOf(times(3000, (index) => index * 334)), []);
    // Two bursts that touch: the end of one 10 s and the start of the next.
    const touching = times(
      600,
      (index) => Math.floor(index / 60) * 20_000 + (index % 60 < 30 ? 9_999 : 10_000),
    );
    assert.deepEqual(refusedOf(touching), []);
  });
});
