import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { countOne, countSome, type LimitWindow } from './window.ts';

const limit = { max: 10, seconds: 60 };
const at = (seconds: number) => new Instant(1_200_000_000 + seconds, 0);

/** Counts at each of these seconds; answers which were allowed. */
function run(times: number[], start?: LimitWindow) {
  let window = start;
  return times.map((time) => {
    const decision = countOne(limit, window, at(time));
    if (decision.allowed) window = decision.window;
    return decision.allowed;
  });
}

describe('a sliding window', () => {
  it('takes as many as the limit, at once', () => {
    const allowed = run(Array<number>(12).fill(0));
    assert.equal(allowed.filter(Boolean).length, 10);
    assert.deepEqual(allowed.slice(10), [false, false]);
  });

  it('does not start afresh at the turn of a window', () => {
    const allowed = run([...Array<number>(10).fill(59), ...Array<number>(10).fill(61)]);
    assert.equal(allowed.filter(Boolean).length, 10);
  });

  it('never takes more than the limit in any stretch of its length, evenly spread', () => {
    const times = Array.from({ length: 600 }, (_, index) => index / 2).map(Math.floor);
    const taken = times.filter((_, index) => run(times)[index]);
    for (const from of taken) {
      const within = taken.filter((time) => time >= from && time < from + limit.seconds);
      assert.ok(within.length <= limit.max + 1, `${within.length} from ${from}`);
    }
  });

  it('forgets what is two windows old', () => {
    assert.ok(run([...Array<number>(10).fill(0), ...Array<number>(10).fill(120)]).every(Boolean));
  });

  it('says when to come back, and then it is so', () => {
    for (const times of [
      Array<number>(10).fill(0),
      Array<number>(10).fill(30),
      Array<number>(10).fill(59),
      [0, 10, 20, 30, 40, 50, 55, 56, 57, 58],
    ]) {
      let window: LimitWindow | undefined;
      for (const time of times) {
        const decision = countOne(limit, window, at(time));
        if (decision.allowed) window = decision.window;
      }
      const last = times.at(-1) ?? 0;
      const refused = countOne(limit, window, at(last));
      assert.ok(!refused.allowed);
      const back = last + refused.retry_after_seconds;
      assert.equal(countOne(limit, window, at(back)).allowed, true, `after ${times.join()}`);
      assert.ok(refused.retry_after_seconds >= 1 && refused.retry_after_seconds <= 120);
    }
  });

  it('counts several at once, all of them or none, and says when there is room for them', () => {
    for (const more of [1, 4, 10]) {
      const first = countSome(limit, undefined, at(30), 7);
      assert.ok(first.allowed);
      const decision = countSome(limit, first.window, at(30), more);
      assert.equal(decision.allowed, more <= 3, `${more} more`);
      if (decision.allowed) assert.equal(decision.window.count, 7 + more);
      else {
        const back = at(30 + decision.retry_after_seconds);
        assert.equal(countSome(limit, first.window, back, more).allowed, true, `${more} more`);
      }
    }
  });
});
