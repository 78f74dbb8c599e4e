import { Instant } from '../../../functions/src/kernel/instant.ts';
import type { Window, WindowsByDay } from '../../../functions/src/modules/client-config/model.ts';

/** What rules find in `config/client`, and whether it is within the active hours by that. */
export interface HoursCase {
  name: string;
  hours: { enabled: unknown; windows?: WindowsByDay };
  within: boolean;
}

const DAY = 86_400;

/** The rules' clock is the server's: a test may see midnight. */
export function hoursOfRules(now: Instant = Instant.fromMillis(Date.now())): HoursCase[] {
  const HOUR = 3600;
  const window = (from: number, to: number): Window => ({
    from: now.plusSeconds(from * HOUR),
    to: now.plusSeconds(to * HOUR),
  });
  const [past, present, future] = [window(-2, -1), window(-1, 1), window(1, 2)];
  const today = Math.floor(now.seconds / DAY);
  const on = (days: number[], ...windows: Window[]): WindowsByDay =>
    Object.fromEntries(days.map((day) => [`${today + day}`, windows]));
  const [enabled, days] = [true, [0, 1]];
  return [
    { name: 'of now alone', hours: { enabled, windows: on(days, present) }, within: true },
    ...[[present], [past, present], [past, past, present]].map((windows, index): HoursCase => ({
      name: `the ${index + 1}. of three`,
      hours: { enabled, windows: on(days, ...[...windows, future, future].slice(0, 3)) },
      within: true,
    })),
    { name: 'over', hours: { enabled, windows: on(days, past) }, within: false },
    { name: 'to come', hours: { enabled, windows: on(days, future) }, within: false },
    { name: 'all over', hours: { enabled, windows: on(days, past, past, past) }, within: false },
    { name: 'of other days', hours: { enabled, windows: on([-2, 3], present) }, within: false },
    { name: 'none that are known', hours: { enabled, windows: {} }, within: false },
    { name: 'none at all', hours: { enabled }, within: false },
    { name: 'that are off', hours: { enabled: false, windows: on(days, future) }, within: true },
  ];
}
