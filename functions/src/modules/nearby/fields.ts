import { z } from 'zod';

const lat = z.number().min(-90).max(90);
const lng = z.number().min(-180).max(180);

/** A place as an input gives it, in degrees. */
export const placeFields = {
  lat: lat.meta({ description: 'Degrees north, -90 to 90' }),
  lng: lng.meta({ description: 'Degrees east, -180 to 180' }),
};
