import assert from 'node:assert/strict';

import type { Context } from '../context/context.ts';
import { schedule, type Schedule } from '../context/schedule.ts';
import { scheduled } from './scheduled.ts';

describe('a schedule', () => {
  const lines: string[] = [];
  const note = (message: string) => void lines.push(message);
  const context = { log: { info: note, warn: note, error: note } } as unknown as Context;
  const made = (handler: Schedule['handler'], loaded = () => {}) =>
    scheduled(
      () => context,
      'every 15 minutes',
      async () => {
        loaded();
        return schedule({ name: 'x', summary: 'x', every: 'every 15 minutes', handler });
      },
    );
  const event = { scheduleTime: '2026-01-01T00:00:00Z' };

  it('is deployed with its interval and retries, and without its code being loaded', () => {
    let loads = 0;
    const { __endpoint } = made(
      async () => {},
      () => (loads += 1),
    ) as unknown as { __endpoint: { scheduleTrigger: object } };
    const { schedule: every, retryConfig } = __endpoint.scheduleTrigger as {
      schedule: string;
      retryConfig: { retryCount: number };
    };
    assert.equal(every, 'every 15 minutes');
    assert.ok(retryConfig.retryCount > 0);
    assert.equal(loads, 0);
  });

  it('runs its handler over the context', async () => {
    const given: Context[] = [];
    await made(async (ctx) => void given.push(ctx)).run(event);
    assert.deepEqual(given, [context]);
  });

  it('that fails is logged, and fails towards the platform, which runs it again', async () => {
    const failing = made(() => Promise.reject(new Error('gone')));
    await assert.rejects(async () => failing.run(event), /gone/);
    assert.match(lines.join(), /A schedule failed/);
  });
});
