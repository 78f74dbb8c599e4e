import assert from 'node:assert/strict';

import { withinTime } from './time-limit.ts';

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
});
