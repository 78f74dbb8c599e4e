import assert from 'node:assert/strict';

import { momentsOf, wallAt } from './wall-clock.ts';

describe('a clock on a wall', () => {
  const shows = (zone: string, moment: string) =>
    new Date(wallAt(zone, Date.parse(moment))).toISOString().slice(0, 19);
  const when = (zone: string, wall: string) => {
    const { first, last } = momentsOf(zone, Date.parse(`${wall}Z`));
    return [first, last].map((millis) => new Date(millis).toISOString().replace('.000', ''));
  };

  it('shows the time of its zone', () => {
    assert.equal(shows('UTC', '2026-03-01T23:59:59.999Z'), '2026-03-01T23:59:59');
    assert.equal(shows('Europe/Berlin', '2026-07-01T22:30:00Z'), '2026-07-02T00:30:00');
    assert.equal(shows('America/New_York', '2026-01-01T04:00:00Z'), '2025-12-31T23:00:00');
    assert.equal(shows('Asia/Kathmandu', '2026-01-01T00:00:00Z'), '2026-01-01T05:45:00');
    assert.equal(shows('Pacific/Kiritimati', '2026-01-01T11:00:00Z'), '2026-01-02T01:00:00');
  });

  it('shows most times once', () => {
    for (const [zone, wall, moment] of [
      ['UTC', '2026-03-01T12:00', '2026-03-01T12:00:00Z'],
      ['Europe/Berlin', '2026-07-02T00:30', '2026-07-01T22:30:00Z'],
      ['Pacific/Kiritimati', '2026-01-02T01:00', '2026-01-01T11:00:00Z'],
      ['America/New_York', '2026-03-08T00:30', '2026-03-08T05:30:00Z'],
      ['America/New_York', '2026-03-08T12:00', '2026-03-08T16:00:00Z'],
    ] as const) {
      assert.deepEqual(when(zone, wall), [moment, moment], `${zone} ${wall}`);
    }
  });

  it('that is put back shows an hour twice', () => {
    const twice = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'];
    assert.deepEqual(when('Europe/Berlin', '2026-10-25T02:30'), twice);
    // By half an hour.
    const lord_howe = ['2026-04-04T14:45:00Z', '2026-04-04T15:15:00Z'];
    assert.deepEqual(when('Australia/Lord_Howe', '2026-04-05T01:45'), lord_howe);
  });

  it('that is put forward leaves an hour out, which is the moment of that', () => {
    const moment = '2026-03-29T01:00:00Z';
    for (const wall of ['2026-03-29T02:00', '2026-03-29T02:30', '2026-03-29T02:59']) {
      assert.deepEqual(when('Europe/Berlin', wall), [moment, moment], wall);
    }
    assert.deepEqual(when('Europe/Berlin', '2026-03-29T03:00'), [moment, moment]);
    assert.deepEqual(when('Europe/Berlin', '2026-03-29T01:59')[0], '2026-03-29T00:59:00Z');
  });
});
