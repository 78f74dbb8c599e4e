import { ParleyError } from '../../kernel/errors.ts';

/** A phone number in the parts that sign-in looks at. */
export interface PhoneNumber {
  /** E.164, the only form that is stored and compared. */
  e164: string;
  /** ISO 3166-1 alpha-2; `null` where the numbering plan does not tell. */
  country: string | null;
  /** The country, or `+` and its calling code where the country is not known. */
  region: string;
  /** The block of 10,000 numbers around it: pumping schemes rent such blocks. */
  prefix: string;
  /** Of a range that somebody's phone may be in, in a country. */
  is_textable: boolean;
}

const BLOCK_DIGITS = 4;

/**
 * What can be a person's phone. All else costs whoever calls or texts it more than a code may (premium rate,
 * shared cost, personal numbers, satellites), which is pumping without the trouble of renting a block, or
 * takes no texts (toll-free, pagers, voice mail). What cannot be told may be a new range.
 */
const TEXTABLE = new Set<string | undefined>([
  'MOBILE',
  'FIXED_LINE',
  'FIXED_LINE_OR_MOBILE',
  undefined,
]);

/**
 * Reads a number in international format, spaces and punctuation allowed. Its length must be possible
 * in its numbering plan; whether the range is in use is the carrier's to say, as plans change faster
 * than libraries
 * (https://gitlab.com/catamphetamine/libphonenumber-js#using-phone-number-validation-feature).
 *
 * @throws ParleyError FIELDS_INVALID naming `phone`
 */
export async function parsePhone(text: string): Promise<PhoneNumber> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  const parsed = parsePhoneNumberFromString(text, { extract: false });
  if (parsed === undefined || !parsed.isPossible() || parsed.ext !== undefined) {
    const message = 'is not a phone number in international format, as +12025550100';
    throw new ParleyError('FIELDS_INVALID', [{ field: 'phone', message }]);
  }
  const { number: e164, country = null, countryCallingCode } = parsed;
  return {
    e164,
    country,
    region: country ?? `+${countryCallingCode}`,
    prefix: e164.slice(0, -BLOCK_DIGITS),
    // Satellites' and international networks' codes are of no country, also where they say `MOBILE`.
    is_textable: !parsed.isNonGeographic() && TEXTABLE.has(parsed.getType()),
  };
}

/** Whether a number may get a code: a phone's, and of an allowed country, if any is named. */
export function isAllowed(
  countries: readonly string[],
  { country, is_textable }: PhoneNumber,
): boolean {
  if (!is_textable) return false;
  return countries.length === 0 || (country !== null && countries.includes(country));
}
