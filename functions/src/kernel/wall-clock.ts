/** In milliseconds. */
export const DAY_MS = 86_400_000;

/** A formatter takes a while to make, and there are few zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * What a clock on the wall of a zone shows at a moment: the milliseconds since the epoch at which UTC shows
 * the same, to the second.
 */
export function wallAt(time_zone: string, millis: number): number {
  const parts = formatterOf(time_zone).formatToParts(millis);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/**
 * The moments, in milliseconds, at which that clock shows a time, which {@link wallAt} would answer: one as a
 * rule, two where it is put back, and where it is put forward over the time, that moment.
 */
export function momentsOf(time_zone: string, wall: number): { first: number; last: number } {
  const offsetAt = (millis: number) => wallAt(time_zone, millis) - millis;
  // No zone changes twice within two days.
  const [before, after] = [offsetAt(wall - DAY_MS), offsetAt(wall + DAY_MS)];
  const shown = [wall - before, wall - after].filter(
    (millis) => wallAt(time_zone, millis) === wall,
  );
  if (shown.length > 0) return { first: Math.min(...shown), last: Math.max(...shown) };
  let [early, late] = [wall - after, wall - before];
  while (late - early > 1000) {
    const middle = early + Math.floor((late - early) / 2000) * 1000;
    if (offsetAt(middle) === before) early = middle;
    else late = middle;
  }
  return { first: late, last: late };
}

function formatterOf(time_zone: string): Intl.DateTimeFormat {
  const known = formatters.get(time_zone);
  if (known !== undefined) return known;
  const numeric = 'numeric';
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    ...{ year: numeric, month: numeric, day: numeric },
    ...{ hour: numeric, minute: numeric, second: numeric },
  });
  formatters.set(time_zone, formatter);
  return formatter;
}
