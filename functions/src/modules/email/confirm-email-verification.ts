import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import { recordEmail } from '../auth/email-proof.ts';
import { endSessions } from '../auth/end-sessions.ts';
import { oobCode } from './fields.ts';
import { ownerOfCode, redeemCode } from './redeem-code.ts';

/**
 * Proves the caller's address by the code of a mail. It takes a session of the account besides: else
 * somebody could register with another's address, and the other, by following the link in the mail,
 * would vouch for an account that is not his. The other sessions end, as they were opened before
 * anything was proven.
 *
 * Costs 4 reads and 3 writes, its limit, and what {@link endSessions} costs beyond its 1 read. Errors:
 * FIELDS_INVALID, OOB_CODE_INVALID (also for another's code), OOB_CODE_EXPIRED, RATE_LIMITED.
 */
export const confirmEmailVerification = endpoint({
  name: 'confirmEmailVerification',
  summary: "Prove the caller's address by the code of a mail",
  auth: 'session',
  input: z.strictObject({ oob_code: oobCode }),
  output: nothing,
  limits: [{ limit: 'mail_code_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: ['OOB_CODE_INVALID', 'OOB_CODE_EXPIRED'],
  handler: async (ctx, { oob_code }, { caller }) => {
    const account = await ownerOfCode(ctx, 'VERIFY_EMAIL', oob_code);
    if (account.uid !== caller.uid) throw fieldError('OOB_CODE_INVALID', 'oob_code');
    await redeemCode(ctx, 'VERIFY_EMAIL', oob_code);
    await endSessions(ctx, caller.uid, { except: caller.sid });
    await recordEmail(ctx, caller.uid, account.email);
    await ctx.accounts.verifyEmail(caller.uid);
    return {};
  },
});
