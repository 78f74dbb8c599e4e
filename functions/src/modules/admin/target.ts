import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { prose, userId } from '../../kernel/fields.ts';
import type { AuthAccount } from '../users/account.ts';

const MAX_REASON = 500;

/** Whom an admin acts on, and why; the reason goes into the audit entry. */
export const target = z.strictObject({ user_id: userId, reason: prose(1, MAX_REASON).optional() });

/**
 * The account to act on.
 *
 * @throws ParleyError USER_NOT_FOUND
 */
export async function requireAccount(
  ctx: Context,
  user_id: string,
  field = 'user_id',
): Promise<AuthAccount> {
  const account = await ctx.accounts.find(user_id);
  if (account === undefined) throw fieldError('USER_NOT_FOUND', field);
  return account;
}

/**
 * That an admin does not act on himself. With it, whoever withdraws another remains.
 *
 * @throws ParleyError OWN_ACCOUNT
 */
export function refuseOneself(caller: Caller, user_id: string): void {
  if (user_id === caller.uid) throw fieldError('OWN_ACCOUNT', 'user_id');
}
