import type { Context } from '../../context/context.ts';
import type { AuthAccount } from '../users/account.ts';
import { endSessionsForClaim } from '../auth/claim.ts';
import { recordEmail } from '../auth/email-proof.ts';
import { takeOtherWaysIn } from '../auth/take-ways-in.ts';
import type { Identity } from './identity.ts';
import { linkTo } from './link-to.ts';

const PASSWORD_BYTES = 32;

/**
 * Gives an account to the person who has proven its address, where nobody had before, or where the address
 * was another person's until now. Before he is let in, everybody else loses what he could wait there with,
 * or held: the password becomes one that nobody knows, other providers and the phone are unlinked, sessions
 * end, devices get no more pushes.
 *
 * The address counts as proven only with the last step: after a crash the next sign-in claims again. So
 * what was proven by the one before is taken back first. What is shown of the user stays, as do his chats.
 */
export async function claimAccount(
  ctx: Context,
  account: AuthAccount,
  identity: Identity,
): Promise<AuthAccount> {
  const { uid } = account;
  if (account.email_verified) await recordEmail(ctx, uid, null);
  const replaced = ctx.random.secret(PASSWORD_BYTES);
  const { has_password } = await takeOtherWaysIn(ctx, uid, replaced);
  await endSessionsForClaim(ctx, uid, claimantOf(ctx, identity));
  const left = { ...account, phone: null, providers: has_password ? ['password'] : [] };
  return linkTo(ctx, left, identity);
}

/** The keyed hash of a person, by which a claim says whose it was. */
export function claimantOf(ctx: Context, { provider, subject }: Identity): string {
  return ctx.hash('claim', provider, subject);
}
