import { z } from 'zod';

import { queryNumber } from '../../kernel/fields.ts';

const lat = z.number().min(-90).max(90);
const lng = z.number().min(-180).max(180);

/** A place as an input gives it, in degrees. */
export const placeFields = {
  lat: queryNumber(lat).meta({ description: 'Degrees north, -90 to 90' }),
  lng: queryNumber(lng).meta({ description: 'Degrees east, -180 to 180' }),
};
