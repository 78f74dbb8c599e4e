import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import type { AuthAccount } from '../users/account.ts';
import { email } from './fields.ts';
import { mailCode } from './mail-code.ts';

/**
 * Mails a code for a new password to an address, if there is an account with it. Whether there is one
 * shows neither in the answer nor in what is read and written. Nor does it show whether a mail goes out:
 * after three within half an hour none does, whoever asks, as those before are good still.
 *
 * Costs 1 read and 2 writes, or none, and its two limits. Errors: FIELDS_INVALID, RATE_LIMITED.
 */
export const requestPasswordReset = endpoint({
  name: 'requestPasswordReset',
  summary: 'Ask for a mail with a code for a new password',
  auth: 'none',
  input: z.strictObject({ email }),
  output: nothing,
  limits: [
    { limit: 'password_reset_by_ip', key: (_input, { requester }) => requester.ip },
    {
      limit: 'password_reset_by_address_and_ip',
      key: (input, { requester }) => JSON.stringify([input.email, requester.ip]),
    },
  ],
  handler: async (ctx, input) => {
    const account = await ctx.accounts.findByEmail(input.email);
    const owner = account !== undefined && mayBeReset(account) ? account : undefined;
    await ctx.db.transact((tx) => mailCode(tx, ctx, 'RESET_PASSWORD', input.email, owner));
    return {};
  },
});

/**
 * An admin's rights never pass to whoever reads the mail of an address that he has not proven. Here only a
 * record shows it: looking for his documents would be work that is not done for others.
 */
function mayBeReset(account: AuthAccount): boolean {
  const { is_disabled, is_admin, email_verified, has_email_record } = account;
  return !is_disabled && (!is_admin || (email_verified && has_email_record));
}
