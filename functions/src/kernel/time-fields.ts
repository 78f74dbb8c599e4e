import { z } from 'zod';

// Hours of the day and zones on the wire, each defined once.

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');

/** An IANA name. */
export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'is not a time zone, such as Europe/Berlin');

/** Whether the runtime knows the zone; offsets such as `+02:00` know no summer, and are refused. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
