import { z } from 'zod';

/** Chosen by the app, stable for one installation. */
export const deviceId = z
  .string()
  .regex(/^[A-Za-z0-9_.:-]{1,128}$/, 'must be 1 to 128 characters of A-Z, a-z, 0-9, _ . : -')
  .regex(/^(?!\.{1,2}$)(?!__.*__$)/, 'is not an id');
