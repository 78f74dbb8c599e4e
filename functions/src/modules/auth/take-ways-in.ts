import type { Context } from '../../context/context.ts';

/**
 * Unlinks everything but the password from an account that goes to the owner of its address: other
 * providers and the phone, those as well that were linked at Firebase itself, past us.
 *
 * Its tokens end first, and only then is it looked at: with them nothing can be linked in between. Answers
 * whether it has a password.
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
  if (others.length > 0 || replaced !== undefined) {
    await ctx.accounts.takeWaysIn(uid, replaced, others);
  }
  return { has_password };
}
