import type { Context } from '../../context/context.ts';
import { takeOtherWaysIn } from '../auth/take-ways-in.ts';
import { endSessions, type WhichSessions } from '../auth/end-sessions.ts';
import { recordEmail } from '../auth/email-proof.ts';
import { settlePasswordChange } from '../auth/password-change.ts';
import type { ProvenAccount } from './redeem-code.ts';
import { tellPasswordChanged } from './tell-password-changed.ts';

export interface PasswordChange {
  account: ProvenAccount;
  /** The one session that stays; none where it is left out. */
  keep?: string;
  /** Whether `users/{uid}` exists: without it there is no feed. */
  has_documents: boolean;
  /** Whether the address was proven by it. */
  proven: boolean;
}

/**
 * Sets an account's password, ends its sessions and tells its owner by mail and feed. Where no session
 * stays, no device gets pushes any more, until it is registered again.
 *
 * Sessions end twice: before, so that a crash leaves nobody in who should be out, and after, for those
 * that the old password has opened in the meantime or is about to open. An account whose address was not
 * proven until now loses its other ways in as well: they may be of somebody who waited there.
 *
 * Costs 2 reads and 4 writes, what {@link endSessions} costs beyond its 1 read, and 1 write where the
 * ways in have changed.
 */
export async function changePassword(
  ctx: Context,
  change: PasswordChange,
  password: string,
): Promise<void> {
  const { account, keep, proven } = change;
  const { uid } = account;
  const which: WhichSessions = keep === undefined ? 'all' : { except: keep };
  await endSessions(ctx, uid, which);
  const takes_over = proven && !account.email_verified;
  if (takes_over) await takeOtherWaysIn(ctx, uid);
  const changed = await ctx.accounts.setPassword(uid, password, proven || undefined);
  // After the password: until it is replaced, whoever waited there is still in.
  if (takes_over) await recordEmail(ctx, uid, account.email);
  await settlePasswordChange(ctx, uid, which);
  await ctx.accounts.revokeRefreshTokens(uid);
  await tellPasswordChanged(ctx, account, changed, change.has_documents);
}
