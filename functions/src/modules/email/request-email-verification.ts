import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import { withBelievedEmail } from '../auth/email-proof.ts';
import { letIn } from '../auth/shut-out.ts';
import { mailCode } from './mail-code.ts';

/**
 * Mails the caller a code that proves his address; nothing where that is proven already.
 *
 * Costs 1 read and 2 writes, and its limit. Errors: EMAIL_REQUIRED, USER_DISABLED, RATE_LIMITED.
 */
export const requestEmailVerification = endpoint({
  name: 'requestEmailVerification',
  summary: "Ask for a mail that proves the caller's address",
  auth: 'session',
  input: z.strictObject({}),
  output: nothing,
  limits: [{ limit: 'email_verification_by_account', key: (_input, { caller }) => caller.uid }],
  errors: ['EMAIL_REQUIRED'],
  handler: async (ctx, _input, { caller }) => {
    const found = await letIn(ctx, caller.uid, await ctx.accounts.find(caller.uid));
    const account = await withBelievedEmail(ctx, found);
    const { email, email_verified } = account;
    if (email === null) throw new ParleyError('EMAIL_REQUIRED');
    if (!email_verified) {
      await ctx.db.transact((tx) => mailCode(tx, ctx, 'VERIFY_EMAIL', email, account));
    }
    return {};
  },
});
