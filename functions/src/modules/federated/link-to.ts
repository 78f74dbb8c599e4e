import type { Context } from '../../context/context.ts';
import type { AuthAccount } from '../users/account.ts';
import { recordEmail } from '../auth/email-proof.ts';
import { relistUser } from '../directory/list-user.ts';
import { readUser, updatePrivateAccount } from '../users/store.ts';
import type { Identity } from './identity.ts';

/**
 * Links a person to an account, and marks its address as verified where it is the one that the provider
 * vouches for. The user's private document is brought up to date before, so that a crash in between
 * leaves nothing that the next sign-in would not do again.
 *
 * Firebase Auth keeps one person of each provider for an account: whose account was another's of the same
 * provider is claimed before (`decideLink`), and nobody of it is linked any more.
 *
 * Costs 1 read; where the user has documents 1 read and 2 writes more, and 1 write for each way that he can
 * be found by now.
 */
export async function linkTo(
  ctx: Context,
  account: AuthAccount,
  identity: Identity,
): Promise<AuthAccount> {
  const { uid, email, phone } = account;
  const { provider, subject, display_name, verified_email } = identity;
  const proven = verified_email !== null && verified_email === email;
  await ctx.db.transact(async (tx) => {
    if ((await readUser(tx, uid)) === undefined) return;
    updatePrivateAccount(tx, uid, { email, phone, providers: [...account.providers, provider] });
    await relistUser(tx, ctx, uid, { ways: { phone, ...(proven && { email }) } });
  });
  if (proven) await recordEmail(ctx, uid, email);
  return ctx.accounts.link(uid, { provider, subject, display_name }, proven);
}
