import type { Context } from '../../context/context.ts';
import type { AuthAccount } from '../users/account.ts';
import { endSessionsForClaim } from '../auth/claim.ts';
import { takeOtherWaysIn } from '../auth/take-ways-in.ts';
import type { Identity } from './identity.ts';
import { linkTo } from './link-to.ts';

const PASSWORD_BYTES = 32;

/**
 * Gives an account whose address was never proven to the person who has proven it. Before he is let in,
 * everybody else loses what he could wait there with: the password becomes one that nobody knows, other
 * providers and the phone are unlinked, sessions end, devices get no more pushes.
 *
 * The address counts as proven only with the last step: after a crash the next sign-in claims again.
 * What is shown of the user stays, as do his chats.
 */
export async function claimAccount(
  ctx: Context,
  account: AuthAccount,
  identity: Identity,
): Promise<AuthAccount> {
  const { uid } = account;
  const replaced = ctx.random.secret(PASSWORD_BYTES);
  const { has_password } = await takeOtherWaysIn(ctx, uid, replaced);
  const { provider, subject, verified_email } = identity;
  const by = ctx.hash('claim', provider, subject, verified_email ?? '');
  await endSessionsForClaim(ctx, uid, by);
  const left = { ...account, phone: null, providers: has_password ? ['password'] : [] };
  return linkTo(ctx, left, identity);
}
