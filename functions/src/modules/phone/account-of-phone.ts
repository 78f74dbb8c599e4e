import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { AuthAccount } from '../users/account.ts';

/**
 * The account of a phone that has proven itself, made where there is none. Firebase Auth gives a
 * number to one account only, so of two that make it at once one finds the other's.
 *
 * @throws ParleyError UPSTREAM_UNAVAILABLE when the account came and went meanwhile
 */
export async function accountOfPhone(ctx: Context, phone: string): Promise<AuthAccount> {
  const account =
    (await ctx.accounts.findByPhone(phone)) ??
    (await ctx.accounts.createWithPhone(ctx.random.id(), phone)) ??
    (await ctx.accounts.findByPhone(phone));
  if (account === undefined) throw new ParleyError('UPSTREAM_UNAVAILABLE');
  return account;
}
