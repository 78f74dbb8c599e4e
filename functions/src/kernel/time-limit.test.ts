import assert from 'node:assert/strict';

import { timeLimit, withinTime } from './time-limit.ts';

describe('a time limit', () => {
  it('answers what comes in time, and fails as it fails', async () => {
    assert.equal(await withinTime(1000, Promise.resolve(7)), 7);
    await assert.rejects(withinTime(1000, Promise.reject(new Error('own'))), /own/);
  });

  it('ends the wait, also for what fails later', async () => {
    let fail: (error: Error) => void = () => undefined;
    const never = new Promise((_resolve, reject) => (fail = reject));
    await assert.rejects(withinTime(5, never), { reason: 'UPSTREAM_UNAVAILABLE' });
    fail(new Error('late'));
  });

  it('may be one for several waits', async () => {
    const limited = timeLimit(20);
    assert.equal(await limited(Promise.resolve(7)), 7);
    const never = new Promise(() => undefined);
    await assert.rejects(limited(never), { reason: 'UPSTREAM_UNAVAILABLE' });
    // Nothing is left: what takes any time at all is not waited for.
    const soon = new Promise((resolve) => setTimeout(resolve, 10));
    await assert.rejects(limited(soon), { reason: 'UPSTREAM_UNAVAILABLE' });
  });
});
