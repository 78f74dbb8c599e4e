import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import {
  FREE_FAILURES,
  MEMORY_SECONDS,
  secondsToWait,
  withFailure,
  type WrongPasswords,
} from './failures.ts';

const at = (seconds: number) => new Instant(1_200_000_000 + seconds, 0);

function failed(times: number): WrongPasswords | undefined {
  let result: WrongPasswords | undefined;
  for (let index = 0; index < times; index += 1) result = withFailure(result, at(0));
  return result;
}

describe('wrong passwords in a row', () => {
  it('cost nothing before the tenth, then 30 s, doubling up to 15 minutes', () => {
    const waits = [0, 1, 9, 10, 11, 12, 13, 14, 15, 16, 40, 4000].map((times) =>
      secondsToWait(failed(times), at(0)),
    );
    assert.deepEqual(waits, [0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
  });

  it('let the next try through when the wait is over', () => {
    const known = failed(FREE_FAILURES);
    assert.equal(secondsToWait(known, at(29)), 1);
    assert.equal(secondsToWait(known, at(30)), 0);
  });

  it('are forgotten after a day', () => {
    const known = failed(20);
    assert.equal(secondsToWait(known, at(MEMORY_SECONDS)), 0);
    assert.deepEqual(withFailure(known, at(MEMORY_SECONDS)), {
      count: 1,
      last: at(MEMORY_SECONDS),
      expires_at: at(2 * MEMORY_SECONDS),
    });
  });
});
