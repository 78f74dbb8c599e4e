import { z } from 'zod';

import { canBeKey } from '../../kernel/fields.ts';
import { timeOfDay } from '../../kernel/time-of-day.ts';
import { timeZone } from '../../kernel/time-zone.ts';
import { WEEKDAYS } from './model.ts';

const [MAX_COLORS, MAX_FEATURES] = [50, 200];

const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a name of a-z, 0-9 and _')
  .refine(canBeKey, 'is not a name');
const color = z.string().regex(/^#[0-9a-f]{6}$/i, 'must be #rrggbb');
/** As https://semver.org has it, without metadata. */
const version = z
  .string()
  .max(64)
  .regex(
    /^(0|[1-9]\d{0,8})(\.(0|[1-9]\d{0,8})){2}(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/,
    'must be a version such as 2.1.0',
  );
const mode = z.enum(['light', 'dark', 'system']);
const days = z
  .array(z.enum(WEEKDAYS))
  .min(1, 'must name a day')
  .refine((named) => new Set(named).size === named.length, 'names a day twice');
const hours = {
  enabled: z.boolean(),
  from: timeOfDay.meta({ description: 'The first minute of them' }),
  to: z
    .union([timeOfDay, z.literal('24:00')], 'must be HH:MM')
    .meta({ description: 'The first minute after them, perhaps of the next day' }),
  time_zone: timeZone.meta({ description: 'IANA name' }),
  days: days.meta({ description: 'On which they begin; every day where it is missing' }),
};

/** A map of at most so many entries. */
const few = <T extends z.ZodType>(entry: T, max: number) =>
  z
    .record(name, entry)
    .refine((map) => Object.keys(map).length <= max, `must have at most ${max} entries`);

/** A map that says something. */
const some = <T extends z.ZodType<object>>(map: T) =>
  map.refine((given) => Object.keys(given).length > 0, {
    message: 'must name what is to change',
    // Of a field that there is not nothing is left to look at.
    when: ({ issues }) => issues.length === 0,
  });

/** What of it is to change: what is missing stays, and null takes a value away. */
export const configChange = z.strictObject({
  theme: some(
    z
      .strictObject({ mode: mode.nullable(), colors: some(few(color.nullable(), MAX_COLORS)) })
      .partial(),
  ).optional(),
  active_hours: some(
    z.strictObject({ ...hours, days: hours.days.nullable() }).partial(),
  ).optional(),
  min_app_version: some(
    z
      .strictObject({
        ios: version.nullable(),
        android: version.nullable(),
        web: version.nullable(),
      })
      .partial(),
  ).optional(),
  features: some(few(z.boolean().nullable(), MAX_FEATURES)).optional(),
});

/** All of it, as it must be after a change. */
export const wholeConfig = z.object({
  theme: z
    .object({ mode, colors: few(color, MAX_COLORS) })
    .partial()
    .optional(),
  active_hours: z
    .object({ ...hours, days: hours.days.optional() })
    .refine(({ from, to }) => from !== to, {
      path: ['to'],
      message: 'must not be the same as from',
    })
    .optional(),
  min_app_version: z.object({ ios: version, android: version, web: version }).partial().optional(),
  features: few(z.boolean(), MAX_FEATURES).optional(),
});
