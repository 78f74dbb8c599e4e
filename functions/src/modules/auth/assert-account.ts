import type { Context } from '../../context/context.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { withinTime } from '../../kernel/time-limit.ts';
import { readUser, setUserActive } from '../users/store.ts';
import type { AccountState } from './account-states.ts';
import { endSessionsIn } from './end-sessions.ts';

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
  // He is refused in any case; the next look-up tries again.
  await shutOut(ctx, uid, state).catch(() => {
    ctx.log.error('A user who is shut out in Firebase Auth is not shut out here yet', { uid });
  });
  return state;
}

async function ask(ctx: Context, uid: string): Promise<Exclude<AccountState, 'UNKNOWN'>> {
  const account = await ctx.accounts.find(uid);
  if (account === undefined) return 'USER_DELETED';
  return account.is_disabled ? 'USER_DISABLED' : 'ACTIVE';
}

/**
 * Does to a user what `adminDisableUser` would have done: rules refuse his message writes, every instance
 * hears of it within 30 s, his sessions end. Once: whoever is shut out already stays as he is. An admin
 * lets him in again by `adminEnableUser`.
 *
 * Firebase Auth is asked once more when the documents are read: enabling changes it first and the
 * documents then, so that nobody is shut out who was let in meanwhile. Costs 1 read, and the first time 1
 * write and what {@link endSessionsIn} costs.
 */
async function shutOut(
  ctx: Context,
  uid: string,
  reason: 'USER_DISABLED' | 'USER_DELETED',
): Promise<void> {
  const changed = await ctx.db.transact(async (tx) => {
    const profile = await readUser(tx, uid);
    if (profile?.is_active !== true || (await ask(ctx, uid)) === 'ACTIVE') return false;
    await endSessionsIn(tx, ctx, uid, 'all', reason);
    setUserActive(tx, uid, false, ctx.clock.now());
    return true;
  });
  if (changed) await ctx.accounts.revokeRefreshTokens(uid);
}
