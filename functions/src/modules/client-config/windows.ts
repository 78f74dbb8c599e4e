import { Instant } from '../../kernel/instant.ts';
import { DAY_MS, momentsOf, wallAt } from '../../kernel/wall-clock.ts';
import { WEEKDAYS, type ActiveHours, type Window, type WindowsByDay } from './model.ts';

/** The epoch was a Thursday. */
const FIRST_DAY = WEEKDAYS.indexOf('thu');

/**
 * The hours of so many days from `now` on, by time, the one that `now` is in first; those that meet are one.
 * Where the clock is put forward, what it leaves out is left out of them; where it is put back, an hour that
 * comes twice belongs to them both times.
 */
export function windowsFrom(hours: ActiveHours, now: Instant, days: number): Window[] {
  const today = dayOf(wallAt(hours.time_zone, now.toMillis()));
  // Yesterday's may last until today.
  const found = Array.from({ length: days + 1 }, (_, index) => today - 1 + index)
    .filter((day) => beginsOn(hours, day))
    .map((day) => windowOf(hours, day))
    .filter(({ from, to }) => from.compare(to) < 0 && to.compare(now) > 0);
  return found.reduce<Window[]>((joined, window) => {
    const last = joined.at(-1);
    if (last === undefined || last.to.compare(window.from) < 0) return [...joined, window];
    return [...joined.slice(0, -1), { from: last.from, to: window.to }];
  }, []);
}

/** Windows by the days, of UTC, that they touch. */
export function byDay(windows: readonly Window[]): WindowsByDay {
  const days = windows.flatMap((window) => {
    const [first, last] = [dayOf(window.from.toMillis()), dayOf(window.to.toMillis() - 1)];
    return Array.from({ length: last - first + 1 }, (_, index) => ({ day: first + index, window }));
  });
  const groups = [...Map.groupBy(days, ({ day }) => day)];
  return Object.fromEntries(
    groups.map(([day, those]) => [`${day}`, those.map(({ window }) => window)]),
  );
}

function dayOf(millis: number): number {
  return Math.floor(millis / DAY_MS);
}

/** @param day counted from the epoch's */
function beginsOn({ days }: ActiveHours, day: number): boolean {
  const weekday = WEEKDAYS[(day + FIRST_DAY) % WEEKDAYS.length];
  return days === undefined || (weekday !== undefined && days.includes(weekday));
}

function windowOf({ from, to, time_zone }: ActiveHours, day: number): Window {
  const ends = to <= from ? day + 1 : day;
  return {
    from: Instant.fromMillis(momentsOf(time_zone, day * DAY_MS + sinceMidnight(from)).first),
    to: Instant.fromMillis(momentsOf(time_zone, ends * DAY_MS + sinceMidnight(to)).last),
  };
}

function sinceMidnight(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}
