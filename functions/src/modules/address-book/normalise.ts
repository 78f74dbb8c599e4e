import { z } from 'zod';

import { ParleyError } from '../../kernel/errors.ts';
import type { Way } from '../reach/reach-id.ts';
import type { AddressBook, Given, Invalid } from './entry.ts';

/** RFC 5321 section 4.5.3.1.3 leaves 254 characters. */
const email = z.email().max(254).toLowerCase();

/** Longer than any number or address; what is beyond it is not even looked at. */
const MAX_LENGTH = 320;

/** What can be looked for, each once, and what cannot. */
export interface Normalised {
  ways: Way[];
  invalid: Invalid[];
}

/**
 * Numbers in E.164 and addresses in lower case.
 *
 * @param country ISO 3166-1 alpha-2: of numbers without a country code; `null` where it is not known
 */
export async function normalised(
  { given, invalid }: AddressBook,
  country: string | null,
): Promise<Normalised> {
  const e164Of = await phoneReader(country);
  const read = (text: string, field: Given['field']) =>
    field === 'phone' ? e164Of(text) : email.safeParse(text.trim()).data;
  const ways = new Map<string, Way>();
  const problems = [...invalid];
  for (const { line, field, text } of given) {
    const value = text.length > MAX_LENGTH ? undefined : read(text, field);
    if (value !== undefined) {
      ways.set(value, field === 'phone' ? { phone: value } : { email: value });
    } else {
      problems.push({ line, field, message: field === 'email' ? NO_EMAIL : noPhone(country) });
    }
  }
  return { ways: [...ways.values()], invalid: problems.toSorted((a, b) => a.line - b.line) };
}

const NO_EMAIL = 'is not an e-mail address';

const noPhone = (country: string | null) =>
  country === null
    ? 'is not a phone number in international format'
    : `is not a phone number, in international format or as in ${country}`;

/** `tel:+1-202-555-0100;ext=5` (RFC 3966), as vCard 4.0 has it. */
const TEL_URI = /^tel:([^;]*).*$/i;

async function phoneReader(country: string | null): Promise<(text: string) => string | undefined> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const known = country !== null && isSupportedCountry(country) ? country : undefined;
  return (text) => {
    const options = { extract: false, ...(known !== undefined && { defaultCountry: known }) };
    const parsed = parsePhoneNumberFromString(text.replace(TEL_URI, '$1'), options);
    return parsed?.isPossible() === true ? parsed.number : undefined;
  };
}

/** @throws ParleyError FIELDS_INVALID naming `country`, where its numbers are not known */
export async function assertCountry(country: string): Promise<void> {
  const { isSupportedCountry } = await import('libphonenumber-js/max');
  if (isSupportedCountry(country)) return;
  const message = 'is not a country with phone numbers';
  throw new ParleyError('FIELDS_INVALID', [{ field: 'country', message }]);
}

/** The country of a number in E.164; `null` where the numbering plan does not tell. */
export async function countryOf(e164: string): Promise<string | null> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  return parsePhoneNumberFromString(e164, { extract: false })?.country ?? null;
}

/** The country that a locale names, as `US` in `en-US`; of `en` alone nobody knows. */
export function countryOfLocale(locale: string): string | null {
  try {
    const { region = '' } = new Intl.Locale(locale.replaceAll('_', '-'));
    return /^[A-Z]{2}$/.test(region) ? region : null;
  } catch {
    return null;
  }
}
