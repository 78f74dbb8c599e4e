import type { Context } from '../../context/context.ts';
import { relistUser } from '../directory/list-user.ts';

/**
 * Unlinks everything but the password from an account that goes to the owner of its address: other
 * providers and the phone, those as well that were linked at Firebase itself, past us.
 *
 * Its tokens end first, and only then is it looked at: with them nothing can be linked in between. Nor is it
 * found by the phone from then on. Answers whether it has a password.
 *
 * Costs 1 read; where the user has documents 1 write besides, and 1 read and 1 delete where he had a phone.
 *
 * @param password what becomes of the password, where it has one and that is not set right after this
 */
export async function takeOtherWaysIn(
  ctx: Context,
  uid: string,
  password?: string,
): Promise<{ has_password: boolean }> {
  await ctx.accounts.revokeRefreshTokens(uid);
  const providers = (await ctx.accounts.find(uid))?.providers ?? [];
  const has_password = providers.includes('password');
  const others = providers.filter((provider) => provider !== 'password');
  const replaced = has_password ? password : undefined;
  await ctx.db.transact((tx) => relistUser(tx, ctx, uid, { ways: { phone: null } }));
  if (others.length > 0 || replaced !== undefined) {
    await ctx.accounts.takeWaysIn(uid, replaced, others);
  }
  return { has_password };
}
