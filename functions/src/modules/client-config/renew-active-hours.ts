import { isDeepStrictEqual } from 'node:util';

import { schedule } from '../../context/schedule.ts';
import { KNOWN_DAYS } from './changed-config.ts';
import { putClientConfig, readClientConfig } from './store.ts';
import { byDay, windowsFrom } from './windows.ts';

/**
 * Tells the rules the active hours of the next week, where any are enabled: they cannot reckon with days and
 * zones themselves. Should it fail for a week, rules refuse direct writes; callables never depend on it.
 *
 * Costs 1 read, and 1 write when hours have passed, or another day has come, since the last run.
 */
export const renewActiveHours = schedule({
  name: 'renewActiveHours',
  summary: 'Tell the rules the next active hours',
  every: 'every 60 minutes',
  handler: (ctx) =>
    ctx.db.transact(async (tx) => {
      const config = await readClientConfig(tx);
      if (config?.active_hours?.enabled !== true) return;
      const { active_hours } = config;
      const windows = byDay(windowsFrom(active_hours, ctx.clock.now(), KNOWN_DAYS));
      if (isDeepStrictEqual(windows, active_hours.windows)) return;
      putClientConfig(tx, config, { ...config, active_hours: { ...active_hours, windows } });
    }),
});
