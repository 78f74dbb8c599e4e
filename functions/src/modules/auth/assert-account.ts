import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { withinTime } from '../../kernel/time-limit.ts';
import type { AccountState } from './account-states.ts';
import { shutOut } from './shut-out.ts';

/** A request does not wait longer for Firebase Auth than this. */
const LIMIT_MS = 2000;

/**
 * That the caller's account is there and not disabled, as Firebase Auth has said within the last minute.
 * No document is read; whoever is found to be shut out there is shut out here as well.
 *
 * Where Firebase Auth cannot be asked, a caller is let through and asked for a minute later. Everything else
 * that is promised of tokens holds without it, and a chat must not stand still whenever it does, or when
 * its quota is used up.
 *
 * @throws ParleyError USER_DISABLED
 */
export async function assertAccount(ctx: Context, uid: string): Promise<void> {
  const state = await ctx.account_states.stateOf(uid, () => look(ctx, uid));
  if (state !== 'ACTIVE' && state !== 'UNKNOWN') throw new ParleyError('USER_DISABLED');
}

async function look(ctx: Context, uid: string): Promise<AccountState> {
  const state = await withinTime(LIMIT_MS, ask(ctx, uid)).catch((): AccountState => 'UNKNOWN');
  if (state === 'UNKNOWN') ctx.log.warn('Firebase Auth cannot be asked for an account', { uid });
  if (state === 'ACTIVE' || state === 'UNKNOWN') return state;
  await shutOut(ctx, uid);
  return state;
}

async function ask(ctx: Context, uid: string): Promise<Exclude<AccountState, 'UNKNOWN'>> {
  const account = await ctx.accounts.find(uid);
  if (account === undefined) return 'USER_DELETED';
  return account.is_disabled ? 'USER_DISABLED' : 'ACTIVE';
}
