import type { Instant } from '../../kernel/instant.ts';
import { wallAt } from '../../kernel/wall-clock.ts';
import type { DoNotDisturb } from '../events/model.ts';

/**
 * Whether `now` is within somebody's hours of rest, as a clock on the wall of his zone shows it. Where
 * that clock is put forward, what it leaves out is left out of the hours; where it is put back, the
 * hour that comes twice is quiet twice.
 */
export function isQuiet(hours: DoNotDisturb | undefined, now: Instant): boolean {
  if (hours === undefined) return false;
  const { from, to, time_zone } = hours;
  const time = new Date(wallAt(time_zone, now.toMillis())).toISOString().slice(11, 16);
  return from <= to ? from <= time && time < to : from <= time || time < to;
}
