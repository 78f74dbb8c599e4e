import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { isQuiet } from './quiet-hours.ts';

/** Zone, hours, a moment, whether it is quiet. */
type Case = [zone: string, from: string, to: string, now: string, quiet: boolean];

describe('hours of rest', () => {
  const CASES: Record<string, Case[]> = {
    'within a day, the end excluded': [
      ['UTC', '13:00', '14:30', '2026-03-01T12:59:59Z', false],
      ['UTC', '13:00', '14:30', '2026-03-01T13:00:00Z', true],
      ['UTC', '13:00', '14:30', '2026-03-01T14:29:59Z', true],
      ['UTC', '13:00', '14:30', '2026-03-01T14:30:00Z', false],
    ],
    'over midnight': [
      ['UTC', '22:00', '07:00', '2026-03-01T21:59:00Z', false],
      ['UTC', '22:00', '07:00', '2026-03-01T22:00:00Z', true],
      ['UTC', '22:00', '07:00', '2026-03-02T00:00:00Z', true],
      ['UTC', '22:00', '07:00', '2026-03-02T06:59:00Z', true],
      ['UTC', '22:00', '07:00', '2026-03-02T07:00:00Z', false],
    ],
    'until midnight, and from it': [
      ['UTC', '22:00', '00:00', '2026-03-01T23:59:00Z', true],
      ['UTC', '22:00', '00:00', '2026-03-02T00:00:00Z', false],
      ['UTC', '00:00', '06:00', '2026-03-02T00:00:00Z', true],
    ],
    'by the clock of the zone, with its odd minutes': [
      ['America/New_York', '22:00', '07:00', '2026-01-15T04:00:00Z', true],
      ['America/New_York', '22:00', '07:00', '2026-01-15T02:59:00Z', false],
      ['Asia/Kolkata', '22:00', '07:00', '2026-01-15T16:30:00Z', true],
      ['Asia/Kolkata', '22:00', '07:00', '2026-01-15T16:29:00Z', false],
      ['Asia/Kathmandu', '22:00', '07:00', '2026-01-15T16:15:00Z', true],
      ['Pacific/Kiritimati', '22:00', '07:00', '2026-01-15T08:00:00Z', true],
      ['Pacific/Kiritimati', '22:00', '07:00', '2026-01-15T17:00:00Z', false],
      ['Pacific/Pago_Pago', '22:00', '07:00', '2026-01-15T09:00:00Z', true],
    ],
    'of summer and winter': [
      ['Europe/Berlin', '22:00', '07:00', '2026-01-15T06:30:00Z', false],
      ['Europe/Berlin', '22:00', '07:00', '2026-07-15T05:30:00Z', false],
      ['Europe/Berlin', '22:00', '07:00', '2026-01-15T05:30:00Z', true],
      ['Europe/Berlin', '22:00', '07:00', '2026-07-15T20:00:00Z', true],
      ['Europe/Berlin', '22:00', '07:00', '2026-01-15T20:00:00Z', false],
    ],
    // 29 March 2026, 02:00 becomes 03:00.
    'in the night that is an hour short': [
      ['Europe/Berlin', '22:00', '03:00', '2026-03-29T00:59:00Z', true],
      ['Europe/Berlin', '22:00', '03:00', '2026-03-29T01:00:00Z', false],
      ['Europe/Berlin', '02:15', '02:45', '2026-03-29T00:59:00Z', false],
      ['Europe/Berlin', '02:15', '02:45', '2026-03-29T01:00:00Z', false],
    ],
    // 25 October 2026, 03:00 becomes 02:00 again.
    'in the night that is an hour long': [
      ['Europe/Berlin', '02:15', '02:45', '2026-10-25T00:30:00Z', true],
      ['Europe/Berlin', '02:15', '02:45', '2026-10-25T01:00:00Z', false],
      ['Europe/Berlin', '02:15', '02:45', '2026-10-25T01:30:00Z', true],
      ['Europe/Berlin', '22:00', '07:00', '2026-10-25T05:59:00Z', true],
      ['Europe/Berlin', '22:00', '07:00', '2026-10-25T06:00:00Z', false],
    ],
  };
  for (const [name, cases] of Object.entries(CASES)) {
    describe(name, () => {
      for (const [time_zone, from, to, now, quiet] of cases) {
        it(`${now} is ${quiet ? '' : 'not '}within ${from} to ${to} in ${time_zone}`, () => {
          const instant = Instant.fromMillis(Date.parse(now));
          assert.equal(isQuiet({ from, to, time_zone }, instant), quiet);
        });
      }
    });
  }
  it('are none where none are set', () =>
    assert.equal(isQuiet(undefined, new Instant(0, 0)), false));
});
