import { z } from 'zod';

import { text, userId } from '../../kernel/fields.ts';
import { isHttpsAddress } from '../../kernel/https-address.ts';
import { timeZone } from '../../kernel/time-zone.ts';
import { personNameOrNone } from '../users/person-name.ts';
import { username } from '../users/username.ts';

const MAX_ABOUT = 500;
const MAX_PHOTO = 2048;
/** BCP 47 knows longer ones, and nobody has them. */
const MAX_LOCALE = 35;

/** A name that may be taken back. */
const name = personNameOrNone.optional();

/** What a user can change of himself; what is missing stays. */
export const profileChange = z.strictObject({
  username: username
    .optional()
    .meta({ description: 'Three changes a day; the former one is held for its owner for 30 days' }),
  display_name: name,
  first_name: name,
  last_name: name,
  about: text(0, MAX_ABOUT).optional(),
  photo_url: z
    .string()
    .max(MAX_PHOTO, `must have at most ${MAX_PHOTO} characters`)
    .refine((url) => isHttpsAddress(url) || ownerOfPath(url) !== undefined, {
      message: 'must be an https address without user and password, or a path users/{uid}/…',
    })
    .nullable()
    .optional()
    .meta({ description: 'An https address, or the path of a file of one’s own in Storage' }),
  locale: z
    .string()
    .max(MAX_LOCALE)
    .refine(isLocale, 'is not a locale, such as en-GB')
    .nullable()
    .optional(),
  time_zone: timeZone.nullable().optional(),
});
export type ProfileChange = z.output<typeof profileChange>;

/** Whose file a path in Storage names; `undefined` where it is no such path. */
export function ownerOfPath(path: string): string | undefined {
  const [users, uid = '', ...rest] = path.split('/');
  const is_clean = rest.length > 0 && rest.every((part) => /^(?!\.{1,2}$)[\x20-\x7e]+$/.test(part));
  return users === 'users' && userId.safeParse(uid).success && is_clean ? uid : undefined;
}

function isLocale(locale: string): boolean {
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
