import type { Instant } from '../../functions/src/kernel/instant.ts';

/** Active hours as an admin gives them, and whether it is within them. */
export interface ActiveHoursCase {
  name: string;
  hours: Record<string, unknown>;
  open: boolean;
}

/**
 * One table for both doors: rules decide it for a direct write, by what functions tell them, and the callables
 * by the hours themselves. The rules' clock is the server's, so the hours are laid around `now`.
 */
export function activeHoursCases(now: Instant): ActiveHoursCase[] {
  const at = (hours: number) =>
    now
      .plusSeconds(hours * 3600)
      .toRfc3339()
      .slice(11, 16);
  const day = (days: number) =>
    ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'].at(
      new Date(now.plusSeconds(days * 86_400).toMillis()).getUTCDay(),
    );
  const hours = (from: string, to: string, more: object = {}) => ({
    enabled: true,
    ...{ from, to, time_zone: 'UTC', days: null },
    ...more,
  });
  const allDay = (days: number[], more: object = {}) =>
    hours('00:00', '24:00', { days: days.map(day), ...more });
  return [
    { name: 'around now', hours: hours(at(-2), at(2)), open: true },
    { name: 'over for two hours', hours: hours(at(-5), at(-2)), open: false },
    { name: 'that begin in two hours', hours: hours(at(2), at(5)), open: false },
    { name: 'of all but four hours', hours: hours(at(2), at(-2)), open: false },
    { name: 'the whole day, every day', hours: hours('00:00', '24:00'), open: true },
    // Whatever the hour, one of the two is today's.
    { name: 'on yesterday, today and tomorrow', hours: allDay([-1, 0, 1]), open: true },
    { name: 'on other days', hours: allDay([-3, -2, 2, 3]), open: false },
    { name: 'that are off', hours: hours(at(2), at(5), { enabled: false }), open: true },
  ];
}
