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
  /** Of a range whose owner earns by being called or texted. */
  is_costly: boolean;
}

const BLOCK_DIGITS = 4;

/** Who calls these pays, or who texts them: pumping without the trouble of renting a block. */
const COSTLY = new Set<string | undefined>(['PREMIUM_RATE', 'SHARED_COST']);

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
    is_costly: COSTLY.has(parsed.getType()),
  };
}

/** Whether a number may get a code: not a costly one, and of an allowed country, if any is named. */
export function isAllowed(
  countries: readonly string[],
  { country, is_costly }: PhoneNumber,
): boolean {
  if (is_costly) return false;
  return countries.length === 0 || (country !== null && countries.includes(country));
}
