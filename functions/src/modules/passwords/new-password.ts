import { z } from 'zod';

import { fieldError } from '../../kernel/errors.ts';
import { commonPasswords } from './common-passwords.ts';
import { isEasyToGuess, MAX_PASSWORD, MIN_PASSWORD, type PasswordContext } from './policy.ts';

/** A password that is to be set; its length in characters, not in code units. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD, `must have at least ${MIN_PASSWORD} characters`)
  .max(MAX_PASSWORD, `must have at most ${MAX_PASSWORD} characters`)
  .refine((value) => value.isWellFormed(), 'is not well-formed Unicode');

/** A password as somebody claims it is; any that was ever accepted must fit. */
export const anyPassword = z
  .string()
  .min(1, 'must not be empty')
  .max(4096, 'must have at most 4096 characters')
  .refine((value) => value.isWellFormed(), 'is not well-formed Unicode');

/** @throws ParleyError PASSWORD_TOO_COMMON naming the field */
export async function assertHardToGuess(
  password: string,
  account: PasswordContext,
  field: string,
): Promise<void> {
  if (isEasyToGuess(password, account, await commonPasswords())) {
    throw fieldError('PASSWORD_TOO_COMMON', field);
  }
}
