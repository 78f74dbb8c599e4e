import { LIMITS } from '../../config/limits.ts';
import type { Context } from '../../context/context.ts';
import type { Requester } from '../../context/endpoint.ts';
import { rateLimited } from '../../kernel/errors.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { countOne } from '../limits/window.ts';
import { MEMORY_SECONDS, secondsToWait, withFailure, withoutFailures } from './failures.ts';
import { putTries, readTries } from './store.ts';

/**
 * Whose password is tried: the account's name as it was given, an address or a username. Tries by
 * either name are counted apart; counted together they would tell that both belong to one account.
 */
export interface Tried {
  name: string;
  requester: Requester;
}

/**
 * Checks a password within the account's limit, and slows the requester down who gets it wrong many
 * times in a row. `check` answers `undefined` for wrong.
 *
 * Costs 1 read and 1 write; after a wrong password 1 and 1 more, after a right one that follows wrong
 * ones as well. Tries at once all pass before the first of them is found wrong; so many are few, by the
 * account's limit, and they count all the same.
 *
 * @throws ParleyError RATE_LIMITED before the password is looked at
 */
export async function guardedCheck<T>(
  ctx: Context,
  tried: Tried,
  check: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const id = triesId(ctx, tried.name);
  const requester = requesterKey(ctx, tried.requester);
  const failedBefore = await countTry(ctx, id, requester);
  const result = await check();
  if (result === undefined) await countFailure(ctx, id, requester);
  else if (failedBefore) await forget(ctx, id, requester);
  return result;
}

/** Forgets the wrong passwords of a requester who has proven himself otherwise. 1 read, at most 1 write. */
export function forgetFailures(ctx: Context, { name, requester }: Tried): Promise<void> {
  return forget(ctx, triesId(ctx, name), requesterKey(ctx, requester));
}

function countTry(ctx: Context, id: string, requester: string): Promise<boolean> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const tries = await readTries(tx, id);
    const wrong = tries?.wrong ?? [];
    const wait = secondsToWait(wrong, requester, now);
    if (wait > 0) throw rateLimited(wait);
    const decision = countOne(LIMITS.sign_in_by_account, tries?.window, now);
    if (!decision.allowed) throw rateLimited(decision.retry_after_seconds);
    const { window } = decision;
    const expires_at = wrong.length > 0 ? now.plusSeconds(MEMORY_SECONDS) : window.expires_at;
    putTries(tx, id, { window, wrong, expires_at });
    return wrong.some((entry) => entry.requester === requester);
  });
}

function countFailure(ctx: Context, id: string, requester: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const wrong = withFailure((await readTries(tx, id))?.wrong ?? [], requester, now);
    putTries(tx, id, { wrong, expires_at: now.plusSeconds(MEMORY_SECONDS) });
  });
}

function forget(ctx: Context, id: string, requester: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const known = (await readTries(tx, id))?.wrong ?? [];
    const wrong = withoutFailures(known, requester);
    if (wrong.length < known.length) putTries(tx, id, { wrong });
  });
}

function triesId(ctx: Context, name: string): string {
  return deterministicId(ctx.hash, 'password-failures', name.trim().toLowerCase());
}

function requesterKey(ctx: Context, { ip }: Requester): string {
  return deterministicId(ctx.hash, 'password-requester', ip);
}
