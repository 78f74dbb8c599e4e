import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { AuthAccount } from '../users/account.ts';
import { readUser } from '../users/store.ts';
import type { Identity } from './identity.ts';
import { linkTo } from './link-to.ts';

/** A person gets another uid only after his account was deleted or passed to its address's owner. */
const MAX_UIDS = 20;

/**
 * Makes an account of a person's own and links it. The uid is derived from the provider's id of him, so
 * that two first sign-ins at once make one account, and so that one that was made but not linked, as
 * its maker died, is found again.
 *
 * Costs 2 reads for each uid that is tried, mostly one. Answers `undefined` where another sign-in came
 * between.
 */
export async function ownAccount(
  ctx: Context,
  identity: Identity,
  email: string | null,
): Promise<AuthAccount | undefined> {
  const { provider, subject, display_name, photo_url } = identity;
  for (let index = 0; index < MAX_UIDS; index += 1) {
    const uid = uidOf(ctx, identity, index);
    // In this order: documents come after the account, so documents without one are of a deleted user.
    const profile = await readUser(ctx.db, uid);
    const account = await ctx.accounts.find(uid);
    if (account === undefined && profile === undefined) {
      const made = await ctx.accounts.createWithoutPassword({
        uid,
        email,
        display_name,
        photo_url,
      });
      return made && linkTo(ctx, made, identity);
    }
    if (account !== undefined && profile === undefined && isHalfMade(account)) {
      return linkTo(ctx, account, identity);
    }
    // Occupied: by this very person, if another sign-in has linked him since.
    const linked = await ctx.accounts.findByProvider(provider, subject);
    if (linked !== undefined) return linked;
  }
  return undefined;
}

/** Whether an account is what {@link ownAccount} has just made for this person and not linked yet. One read. */
export async function isOwnHalfMade(
  ctx: Context,
  identity: Identity,
  account: AuthAccount,
): Promise<boolean> {
  if (account.uid !== uidOf(ctx, identity, 0) || !isHalfMade(account)) return false;
  return (await readUser(ctx.db, account.uid)) === undefined;
}

function uidOf(ctx: Context, { provider, subject }: Identity, index: number): string {
  return deterministicId(ctx.hash, 'federated-uid', provider, subject, `${index}`);
}

/** Made by a sign-in that did not get as far as linking it: nobody can enter it, and nobody has. */
function isHalfMade({ phone, providers }: AuthAccount): boolean {
  return phone === null && providers.every((provider) => provider === 'password');
}
