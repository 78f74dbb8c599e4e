import { isDeepStrictEqual } from 'node:util';

import type { z } from 'zod';

import type { Instant } from '../../kernel/instant.ts';
import { parseInput } from '../../kernel/validate.ts';
import { isMap } from '../../store/field-paths.ts';
import { wholeConfig, type configChange } from './fields.ts';
import type { ClientConfig } from './model.ts';
import { byDay, windowsFrom } from './windows.ts';

/** For how many days rules know the active hours: so long the schedule that renews them may fail. */
export const KNOWN_DAYS = 8;

/**
 * The configuration with a change: maps are merged, null takes a value away. `undefined` where nothing is
 * another than it was.
 *
 * @throws ParleyError FIELDS_INVALID naming what would be missing, or too much, after it
 */
export function changedConfig(
  before: ClientConfig | undefined,
  change: z.output<typeof configChange>,
  now: Instant,
): ClientConfig | undefined {
  const former = withoutTimes(before);
  const whole = parseInput(wholeConfig, merged(former, change));
  if (isDeepStrictEqual(whole, former)) return undefined;
  const { active_hours, ...others } = whole;
  if (active_hours === undefined) return { ...others, modified: now };
  const windows = active_hours.enabled ? byDay(windowsFrom(active_hours, now, KNOWN_DAYS)) : {};
  return { ...others, active_hours: { ...active_hours, windows }, modified: now };
}

/** What admins set of it. */
function withoutTimes(config: Partial<ClientConfig> = {}): Record<string, unknown> {
  const { modified: _modified, active_hours, ...others } = config;
  if (active_hours === undefined) return others;
  const { windows: _windows, ...hours } = active_hours;
  return { ...others, active_hours: hours };
}

function merged(
  before: Record<string, unknown>,
  change: Record<string, unknown>,
): Record<string, unknown> {
  const entries = Object.entries(change).map(([key, value]): [string, unknown] => {
    const former = before[key];
    if (!isMap(value)) return [key, value];
    const map = merged(isMap(former) ? former : {}, value);
    // What takes away what was not there does not leave an empty map.
    return [key, former === undefined && Object.keys(map).length === 0 ? undefined : map];
  });
  const given = entries.filter(([, value]) => value !== undefined);
  const all = Object.entries({ ...before, ...Object.fromEntries(given) });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}
