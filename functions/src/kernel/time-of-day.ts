import { z } from 'zod';

/** What a clock on a wall shows, on the wire. */
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:MM');
