import type { Instant } from '../../kernel/instant.ts';
import type { DoNotDisturb } from '../events/model.ts';

/** A formatter takes a while to make, and a group's members are mostly in a few zones. */
const formatters = new Map<string, Intl.DateTimeFormat>();

/**
 * Whether `now` is within somebody's hours of rest, as a clock on the wall of his zone shows it. Where
 * that clock is put forward, what it leaves out is left out of the hours; where it is put back, the
 * hour that comes twice is quiet twice.
 */
export function isQuiet(hours: DoNotDisturb | undefined, now: Instant): boolean {
  if (hours === undefined) return false;
  const { from, to, time_zone } = hours;
  const time = formatterOf(time_zone).format(new Date(now.toMillis()));
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

function formatterOf(time_zone: string): Intl.DateTimeFormat {
  const known = formatters.get(time_zone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('en-GB', {
    timeZone: time_zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(time_zone, formatter);
  return formatter;
}
