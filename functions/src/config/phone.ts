import { z } from 'zod';

/** A comma list of ISO 3166-1 alpha-2 codes, in upper case; empty for all countries. */
export const countryList = z.string().transform((text, ctx): string[] => {
  const countries = text
    .split(',')
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');
  if (countries.every((code) => /^[A-Z]{2}$/.test(code))) return countries;
  ctx.addIssue({ code: 'custom', message: 'must be two-letter country codes, as US,DE,FR' });
  return z.NEVER;
});

/** How many codes may be sent in a day. To switch phone sign-in off, leave the sender unset. */
export const perDay = z.number().int().min(1).max(10_000_000);
