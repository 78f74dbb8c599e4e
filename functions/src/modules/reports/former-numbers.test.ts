import assert from 'node:assert/strict';

import { formerNumbers, MAX_FORMER } from './former-numbers.ts';

describe('the former texts that go into a report', () => {
  it('are all of few', () => {
    assert.deepEqual(formerNumbers(0, 1), []);
    assert.deepEqual(formerNumbers(3, 1), [1, 2, 3]);
    assert.deepEqual(
      formerNumbers(MAX_FORMER, 1),
      [...Array(MAX_FORMER).keys()].map((n) => n + 1),
    );
  });

  it('are of many the first and the last', () => {
    assert.deepEqual(formerNumbers(9, 5), [1, 7, 8, 9]);
    assert.deepEqual(formerNumbers(9, 20), [1]);
    assert.equal(formerNumbers(1000, 1).length, MAX_FORMER);
  });
});
