import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing } from '../../kernel/fields.ts';
import { forgetFailures } from '../passwords/guarded-check.ts';
import { newPassword } from '../passwords/new-password.ts';
import { readUser } from '../users/store.ts';
import { assertAcceptable } from './acceptable.ts';
import { changePassword } from './change-password.ts';
import { oobCode } from './fields.ts';
import { ownerOfCode, redeemCode } from './redeem-code.ts';

/**
 * Sets a new password by the code of a mail. The mail proves the address too: it is verified from now
 * on, and whoever waited in the account without having proven it is out, as are all sessions. A code
 * works once; one that fails because of the password stays good.
 *
 * Costs 6 reads, 5 writes and 2 deletes, its limit, 1 read and 2 writes where the address was not proven
 * before, and what `endSessions` costs. Errors: FIELDS_INVALID,
 * OOB_CODE_INVALID, OOB_CODE_EXPIRED, PASSWORD_TOO_COMMON, RATE_LIMITED.
 */
export const confirmPasswordReset = endpoint({
  name: 'confirmPasswordReset',
  summary: 'Set a new password by the code of a mail',
  auth: 'none',
  input: z.strictObject({ oob_code: oobCode, new_password: newPassword }),
  output: nothing,
  limits: [{ limit: 'mail_code_by_ip', key: (_input, { requester }) => requester.ip }],
  errors: ['OOB_CODE_INVALID', 'OOB_CODE_EXPIRED', 'PASSWORD_TOO_COMMON'],
  handler: async (ctx, { oob_code, new_password }, { requester }) => {
    const account = await ownerOfCode(ctx, 'RESET_PASSWORD', oob_code);
    const user = await readUser(ctx.db, account.uid);
    const names = { email: account.email, username: user?.username };
    await assertAcceptable(ctx, new_password, names, 'new_password');
    await redeemCode(ctx, 'RESET_PASSWORD', oob_code);
    await changePassword(
      ctx,
      { account, has_documents: user !== undefined, proven: true },
      new_password,
    );
    for (const name of [account.email, ...(user ? [user.username] : [])]) {
      await forgetFailures(ctx, { name, requester });
    }
    return {};
  },
});
