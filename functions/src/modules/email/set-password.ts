import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint, type Call } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import { assertFresh } from '../auth/assert-fresh.ts';
import { letIn } from '../auth/shut-out.ts';
import { readSessions } from '../auth/store.ts';
import { guardedCheck } from '../passwords/guarded-check.ts';
import { anyPassword, newPassword } from '../passwords/new-password.ts';
import { assertAcceptable } from './acceptable.ts';
import { changePassword } from './change-password.ts';
import type { ProvenAccount } from './redeem-code.ts';

/**
 * Sets the caller's password, or his first one. It takes the current one, or a session under five
 * minutes old. His other sessions end, and he is told by mail and feed. Wrong current passwords slow
 * down as those of a sign-in do.
 *
 * Costs 2 reads and 4 writes, its limit, a write and a delete with the current password, and what
 * `endSessions` costs beyond its 1 read. Errors: FIELDS_INVALID, PASSWORD_TOO_COMMON, PASSWORD_WRONG,
 * REAUTHENTICATION_REQUIRED, EMAIL_REQUIRED, USER_DISABLED, RATE_LIMITED.
 */
export const setPassword = endpoint({
  name: 'setPassword',
  summary: "Set the caller's password",
  auth: 'session',
  before_password_change: true,
  input: z.strictObject({ password: newPassword, current_password: anyPassword.optional() }),
  output: nothing,
  limits: [{ limit: 'password_set_by_account', key: (_input, { caller }) => caller.uid }],
  errors: [
    'PASSWORD_TOO_COMMON',
    'PASSWORD_WRONG',
    'REAUTHENTICATION_REQUIRED',
    'EMAIL_REQUIRED',
    'UPSTREAM_UNAVAILABLE',
  ],
  handler: async (ctx, { password, current_password }, call) => {
    const { uid, sid } = call.caller;
    const known = await readSessions(ctx.db, uid);
    const account = await accountOf(ctx, uid);
    const names = { email: account.email, username: known?.profile?.username };
    await assertAcceptable(ctx, password, names, 'password');
    if (current_password === undefined) assertFresh(known, sid, ctx.clock.now());
    else await assertCurrent(ctx, account, current_password, call);
    const has_documents = known?.profile !== undefined;
    await changePassword(ctx, { account, keep: sid, has_documents, proven: false }, password);
    return {};
  },
});

async function accountOf(ctx: Context, uid: string): Promise<ProvenAccount> {
  const account = await letIn(ctx, uid, await ctx.accounts.find(uid));
  const { email } = account;
  if (email === null) throw new ParleyError('EMAIL_REQUIRED');
  return { ...account, email };
}

async function assertCurrent(
  ctx: Context,
  { uid, email }: ProvenAccount,
  current_password: string,
  { requester }: Call,
): Promise<void> {
  const right = await guardedCheck(ctx, { name: email, requester }, async () =>
    (await ctx.passwords.check(email, current_password)) === uid ? uid : undefined,
  );
  if (right === undefined) throw fieldError('PASSWORD_WRONG', 'current_password');
}
