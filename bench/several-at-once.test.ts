import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { severalAtOnce } from './several-at-once.ts';

describe('several at once', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index);

  it('answers in order, and never runs all of them together', async () => {
    let running = 0;
    let most = 0;
    const results = await severalAtOnce(twenty, async (item) => {
      most = Math.max(most, (running += 1));
      await Promise.resolve();
      running -= 1;
      return item * 2;
    });
    assert.deepEqual(
      results,
      twenty.map((item) => item * 2),
    );
    assert.ok(most > 1 && most < 20, String(most));
  });

  it('leaves none running when one fails', async () => {
    let running = 0;
    const failing = severalAtOnce(twenty, async (item) => {
      running += 1;
      for (let turn = 0; turn < item; turn += 1) await nextTurn();
      running -= 1;
      if (item === 1) throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.equal(running, 0);
  });
});
