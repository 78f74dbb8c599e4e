import assert from 'node:assert/strict';

import { summarize, type LatencyPlan, type Measured } from './summary.ts';

describe('the summary of a run', () => {
  const plan: LatencyPlan = {
    name: '2 chats',
    chats: 2,
    pace: { rounds: 2 },
    warm_up: 1,
    bare: true,
  };
  const load = { event_loop: 0.5, cpu: 0.25 };
  const samples = [1, 2, 3, 4].map((n) => ({ call_ms: n, snapshot_ms: 2 * n, push_ms: 3 * n }));
  const measured: Measured = {
    bare: { samples: [1, 2], errors: ['later'], seconds: 1 },
    sent: { samples, errors: ['first'], seconds: 2 },
    warm_up: 2,
    driver: load,
    machine: 0.75,
    served: { trigger_ms: [5], trigger_errors: 1, rss_bytes: 123_400_000, load },
    delivered: { delivered: 4, repeated: 1, given_up: 0, load },
  };

  it('has figures of everything that was measured', () => {
    const run = summarize(plan, measured);
    assert.deepEqual(run.call, { count: 4, p50: 2, p95: 4, p99: 4, max: 4 });
    assert.equal(run.send_to_snapshot?.p50, 4);
    assert.equal(run.send_to_push?.p50, 6);
    assert.equal(run.trigger?.p50, 5);
    assert.equal(run.ratio_to_bare?.p50, 4);
    assert.equal(run.messages_per_second, 2);
    assert.deepEqual(run.memory, { rss_mb: 123, served: 6 });
    assert.deepEqual(run.load, { driver: load, instance: load, event_source: load, machine: 0.75 });
  });

  it('counts what failed', () => {
    const { errors } = summarize(plan, measured);
    const counts = { sends: 1, bare_writes: 1, triggers: 1, repeats: 1, lost_events: 0 };
    assert.deepEqual(errors, { ...counts, first: 'first' });
  });

  it('says nothing of what the functions emulator hides', () => {
    const run = summarize(plan, {
      ...measured,
      bare: undefined,
      served: undefined,
      delivered: undefined,
    });
    assert.equal(run.trigger, undefined);
    assert.equal(run.memory, undefined);
    assert.equal(run.ratio_to_bare, undefined);
  });
});
