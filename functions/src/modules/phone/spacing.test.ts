import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import type { LimitWindow } from '../limits/window.ts';
import { countSpaced } from './spacing.ts';

const limit = { max: 3, seconds: 3600, spacing: 30 };
const at = (seconds: number) => new Instant(1_800_000_000 + seconds, 0);

describe('a limit with a spacing', () => {
  it('allows the next one that long after the last, to the second', () => {
    for (const offset of [0, 1, 17, 29]) {
      const first = countSpaced(limit, undefined, at(offset));
      assert.ok(first.allowed);
      const wait = (seconds: number) => countSpaced(limit, first.window, at(offset + seconds));
      assert.deepEqual(wait(0), { allowed: false, retry_after_seconds: 30 });
      assert.deepEqual(wait(29), { allowed: false, retry_after_seconds: 1 });
      assert.equal(wait(30).allowed, true);
    }
  });

  it('allows no more than its maximum, however far apart', () => {
    let window: LimitWindow | undefined;
    const allowed = [0, 30, 60, 90, 600].map((seconds) => {
      const decision = countSpaced(limit, window, at(seconds));
      if (decision.allowed) window = decision.window;
      return decision.allowed;
    });
    assert.deepEqual(allowed, [true, true, true, false, false]);
  });
});
