import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import type { ActiveHours } from './model.ts';
import { byDay, windowsFrom } from './windows.ts';

describe('active hours', () => {
  const instant = (text: string) => Instant.fromMillis(Date.parse(text));
  /** The windows as text, to the minute, of so many days. */
  const windows = (hours: Omit<ActiveHours, 'enabled'>, now: string, days = 1) =>
    windowsFrom({ enabled: true, ...hours }, instant(now), days).map(({ from, to }) =>
      [from, to].map((moment) => moment.toRfc3339().slice(0, 16)),
    );
  const day = { from: '08:00', to: '20:00', time_zone: 'UTC' };
  const night = { from: '22:00', to: '06:00', time_zone: 'UTC' };

  it('are those of today that are not over, and of the days after', () => {
    const today = ['2026-11-20T08:00', '2026-11-20T20:00'];
    for (const now of ['2026-11-20T00:00Z', '2026-11-20T08:00Z', '2026-11-20T19:59:59.999Z']) {
      assert.deepEqual(windows(day, now), [today], now);
    }
    assert.deepEqual(windows(day, '2026-11-20T20:00Z'), []);
    assert.deepEqual(windows(day, '2026-11-20T20:00Z', 3), [
      ['2026-11-21T08:00', '2026-11-21T20:00'],
      ['2026-11-22T08:00', '2026-11-22T20:00'],
    ]);
  });

  it('may last over midnight', () => {
    const last_night = ['2026-11-19T22:00', '2026-11-20T06:00'];
    const tonight = ['2026-11-20T22:00', '2026-11-21T06:00'];
    assert.deepEqual(windows(night, '2026-11-20T05:59Z'), [last_night, tonight]);
    assert.deepEqual(windows(night, '2026-11-20T06:00Z'), [tonight]);
    assert.deepEqual(windows(night, '2026-11-20T23:00Z'), [tonight]);
  });

  it('begin on the days that are named; Sunday night is over on Monday', () => {
    // 20 November 2026 is a Friday.
    const weekend = { ...night, days: ['fri' as const, 'sun' as const] };
    assert.deepEqual(windows(weekend, '2026-11-20T12:00Z', 7), [
      ['2026-11-20T22:00', '2026-11-21T06:00'],
      ['2026-11-22T22:00', '2026-11-23T06:00'],
    ]);
    const monday = windows(weekend, '2026-11-23T05:00Z');
    assert.deepEqual(monday, [['2026-11-22T22:00', '2026-11-23T06:00']]);
    assert.deepEqual(windows(weekend, '2026-11-23T06:00Z', 4), []);
  });

  it('that meet are one', () => {
    const always = { from: '00:00', to: '24:00', time_zone: 'Europe/Berlin' };
    const [only, ...more] = windows(always, '2026-11-20T12:00Z', 7);
    assert.deepEqual([only, more], [['2026-11-19T23:00', '2026-11-26T23:00'], []]);
    const workdays = { ...always, days: ['thu' as const, 'fri' as const] };
    assert.deepEqual(windows(workdays, '2026-11-20T12:00Z', 7), [
      ['2026-11-19T23:00', '2026-11-20T23:00'],
      ['2026-11-25T23:00', '2026-11-26T23:00'],
    ]);
    assert.deepEqual(windows(workdays, '2026-11-19T12:00Z'), [
      ['2026-11-18T23:00', '2026-11-19T23:00'],
    ]);
    assert.deepEqual(windows(workdays, '2026-11-19T12:00Z', 2), [
      ['2026-11-18T23:00', '2026-11-20T23:00'],
    ]);
  });

  it('of a week are nine at most, and go on for as long as it takes', () => {
    const all = windows(night, '2026-11-20T05:00Z', 8);
    assert.equal(all.length, 9);
    assert.deepEqual(all.at(-1), ['2026-11-27T22:00', '2026-11-28T06:00']);
  });

  it('are known by each day, of UTC, that they touch: by three of a day at most', () => {
    const day_of = (text: string) => `${Date.parse(text) / 86_400_000}`;
    const of = (hours: Omit<ActiveHours, 'enabled'>, now: string, days: number) =>
      byDay(windowsFrom({ enabled: true, ...hours }, instant(now), days));
    const [first, second] = windowsFrom({ enabled: true, ...night }, instant('2026-11-20'), 2);
    assert.deepEqual(of(night, '2026-11-20', 1), {
      [day_of('2026-11-19')]: [first],
      [day_of('2026-11-20')]: [first, second],
      [day_of('2026-11-21')]: [second],
    });
    // A window that ends at midnight is none of the next day's.
    assert.deepEqual(Object.keys(of({ ...day, to: '24:00' }, '2026-11-20T12:00Z', 1)), [
      day_of('2026-11-20'),
    ]);
    // Two that begin on one day of UTC, as the clock is put forward in between, and one from before.
    for (const from of ['00:58', '01:01', '01:05', '02:00']) {
      const to = '00:57';
      const known = of({ from, to, time_zone: 'Europe/Berlin' }, '2026-03-27T12:00Z', 8);
      assert.ok(Object.values(known).every((windows) => windows.length <= 3));
    }
  });

  it('keep to the clock in summer and winter', () => {
    const berlin = { from: '08:00', to: '20:00', time_zone: 'Europe/Berlin' };
    assert.deepEqual(windows(berlin, '2026-03-27T22:00Z', 3), [
      ['2026-03-28T07:00', '2026-03-28T19:00'],
      ['2026-03-29T06:00', '2026-03-29T18:00'],
    ]);
    assert.deepEqual(windows(berlin, '2026-10-23T22:00Z', 2), [
      ['2026-10-24T06:00', '2026-10-24T18:00'],
      ['2026-10-25T07:00', '2026-10-25T19:00'],
    ]);
  });

  it('are an hour shorter or longer in the nights when the clock is changed', () => {
    const berlin = { from: '22:00', to: '06:00', time_zone: 'Europe/Berlin' };
    assert.deepEqual(windows(berlin, '2026-03-28T12:00Z'), [
      ['2026-03-28T21:00', '2026-03-29T04:00'],
    ]);
    assert.deepEqual(windows(berlin, '2026-10-24T12:00Z'), [
      ['2026-10-24T20:00', '2026-10-25T05:00'],
    ]);
  });

  it('that begin or end in the hour that is left out do so where it is', () => {
    const until = { from: '22:00', to: '02:30', time_zone: 'Europe/Berlin' };
    const after = { from: '02:30', to: '06:00', time_zone: 'Europe/Berlin' };
    const within = { from: '02:15', to: '02:45', time_zone: 'Europe/Berlin' };
    const [evening, morning] = ['2026-03-28T22:30Z', '2026-03-29T00:30Z'];
    assert.deepEqual(windows(until, evening), [['2026-03-28T21:00', '2026-03-29T01:00']]);
    assert.deepEqual(windows(after, morning), [['2026-03-29T01:00', '2026-03-29T04:00']]);
    assert.deepEqual(windows(within, morning), []);
  });

  it('that begin or end in the hour that comes twice have it both times', () => {
    const until = { from: '22:00', to: '02:30', time_zone: 'Europe/Berlin' };
    const after = { from: '02:30', to: '06:00', time_zone: 'Europe/Berlin' };
    const [evening, morning] = ['2026-10-24T21:30Z', '2026-10-25T00:10Z'];
    assert.deepEqual(windows(until, evening), [['2026-10-24T20:00', '2026-10-25T01:30']]);
    assert.deepEqual(windows(after, morning), [['2026-10-25T00:30', '2026-10-25T05:00']]);
  });
});
