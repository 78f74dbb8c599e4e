import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { AuthAccount } from '../users/account.ts';
import { withBelievedEmail } from '../auth/email-proof.ts';
import { letIn } from '../auth/shut-out.ts';
import { claimAccount } from './claim-account.ts';
import { decideLink } from './decide-link.ts';
import type { Identity } from './identity.ts';
import { linkTo } from './link-to.ts';
import { isOwnHalfMade, ownAccount } from './own-account.ts';

/** Each attempt lost to another sign-in that made or changed an account in between. */
const MAX_ATTEMPTS = 5;

/**
 * The account of a person whom a provider vouches for, found or made. An account that the person is
 * linked to is his for good. Else the same verified e-mail address is one account, and an account whose
 * address was never proven, or was another's until now, loses its ways in before it is linked. Everybody else gets an account of his
 * own.
 *
 * It may die between any two steps and be run twice at once: the link is the last step, and until it is
 * there the next sign-in begins anew.
 *
 * Reads no document for a person who is linked; a first sign-in costs 2 reads, and 2 more where the account
 * with his address has no record of it.
 *
 * @throws ParleyError USER_DISABLED, TOO_BUSY
 */
export async function accountOf(ctx: Context, identity: Identity): Promise<AuthAccount> {
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const account = (await linkedAccount(ctx, identity)) ?? (await newlyLinked(ctx, identity));
    if (account !== undefined) return account;
  }
  throw new ParleyError('TOO_BUSY');
}

function linkedAccount(ctx: Context, identity: Identity): Promise<AuthAccount | undefined> {
  return ctx.accounts.findByProvider(identity.provider, identity.subject);
}

/** `undefined` where another sign-in came between. */
async function newlyLinked(ctx: Context, identity: Identity): Promise<AuthAccount | undefined> {
  const email = identity.verified_email;
  const found = email === null ? undefined : await ctx.accounts.findByEmail(email);
  const holder = found && (await withBelievedEmail(ctx, found));
  const decision = decideLink(holder, identity.provider);
  switch (decision.kind) {
    case 'refuse':
      return letIn(ctx, decision.account.uid, decision.account);
    case 'own':
      return ownAccount(ctx, identity, decision.with_email ? email : null);
    case 'claim':
      return claimedAccount(ctx, decision.account, identity);
    case 'link':
      return linkTo(ctx, decision.account, identity);
  }
}

/** Claims an account, unless it is this very person's by another of his sign-ins, which ran meanwhile. */
async function claimedAccount(
  ctx: Context,
  account: AuthAccount,
  identity: Identity,
): Promise<AuthAccount | undefined> {
  const linked = await linkedAccount(ctx, identity);
  if (linked !== undefined) return linked;
  return (await isOwnHalfMade(ctx, identity, account))
    ? linkTo(ctx, account, identity)
    : claimAccount(ctx, account, identity);
}
