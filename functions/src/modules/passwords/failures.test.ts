import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import {
  FREE_FAILURES,
  MEMORY_SECONDS,
  secondsToWait,
  withFailure,
  withoutFailures,
  type WrongPasswords,
} from './failures.ts';

const at = (seconds: number) => new Instant(1_200_000_000 + seconds, 0);

function failed(times: number, requester = 'a', known: WrongPasswords[] = []): WrongPasswords[] {
  let result = known;
  for (let index = 0; index < times; index += 1) result = withFailure(result, requester, at(0));
  return result;
}

describe('wrong passwords in a row', () => {
  it('cost nothing before the tenth, then 30 s, doubling up to 15 minutes', () => {
    const waits = [0, 1, 9, 10, 11, 12, 13, 14, 15, 16, 40, 4000].map((times) =>
      secondsToWait(failed(times), 'a', at(0)),
    );
    assert.deepEqual(waits, [0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900, 900]);
  });

  it('let the next try through when the wait is over', () => {
    const known = failed(FREE_FAILURES);
    assert.equal(secondsToWait(known, 'a', at(29)), 1);
    assert.equal(secondsToWait(known, 'a', at(30)), 0);
  });

  it('slow nobody else', () => {
    assert.equal(secondsToWait(failed(50), 'b', at(0)), 0);
  });

  it('are forgotten after a right one, for that requester', () => {
    const known = withoutFailures(failed(20, 'b', failed(20)), 'a');
    assert.equal(secondsToWait(known, 'a', at(0)), 0);
    assert.equal(secondsToWait(known, 'b', at(0)), 900);
    assert.equal(withFailure(known, 'a', at(0))[0]?.count, 1);
  });

  it('are forgotten after a day', () => {
    const known = failed(20);
    assert.equal(secondsToWait(known, 'a', at(MEMORY_SECONDS)), 0);
    assert.deepEqual(withFailure(known, 'a', at(MEMORY_SECONDS)), [
      { requester: 'a', count: 1, last: at(MEMORY_SECONDS) },
    ]);
  });

  it('are kept of a hundred requesters, those who failed last', () => {
    let known: WrongPasswords[] = [];
    for (let index = 0; index < 150; index += 1) known = withFailure(known, `r${index}`, at(index));
    assert.equal(known.length, 100);
    assert.deepEqual([known[0]?.requester, known.at(-1)?.requester], ['r149', 'r50']);
  });
});
