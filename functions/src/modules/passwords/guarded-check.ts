import type { Context } from '../../context/context.ts';
import type { Requester } from '../../context/endpoint.ts';
import { rateLimited } from '../../kernel/errors.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { isAlreadyExists } from '../../store/database.ts';
import { secondsToWait, withFailure } from './failures.ts';
import { createFailures, deleteFailures, putFailures, readFailures } from './store.ts';

/**
 * Whose password is tried: the account's name as it was given, an address or a username. Tries by
 * either name are counted apart; counted together they would tell that both belong to one account.
 */
export interface Tried {
  name: string;
  requester: Requester;
}

/**
 * Checks a password, and slows the requester down who gets it wrong many times in a row. `check`
 * answers `undefined` for wrong.
 *
 * A try counts as wrong from before the password is looked at, until it turns out right: of however
 * many at once no more than the free ones are ever looked at. What is kept is of one name and one
 * requester, so nobody's tries can hold up anybody else's; it goes with the right password, so that
 * who makes no mistakes is never read.
 *
 * Costs 1 write, and 1 delete when the password is right; after wrong ones 1 read more.
 *
 * @throws ParleyError RATE_LIMITED before the password is looked at
 */
export async function guardedCheck<T>(
  ctx: Context,
  tried: Tried,
  check: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const id = triesId(ctx, tried);
  await countAsWrong(ctx, id);
  let result: T | undefined;
  try {
    result = await check();
  } catch (error) {
    // The requester has learnt nothing. What failed is to be told, not that this failed as well.
    await giveBack(ctx, id).catch(() => undefined);
    throw error;
  }
  if (result !== undefined) await forgetFailures(ctx, tried);
  return result;
}

/** Forgets the wrong passwords of a requester who has proven himself. 1 delete. */
export function forgetFailures(ctx: Context, tried: Tried): Promise<void> {
  return ctx.db.transact(async (tx) => deleteFailures(tx, triesId(ctx, tried)));
}

async function countAsWrong(ctx: Context, id: string): Promise<void> {
  const first = withFailure(undefined, ctx.clock.now());
  try {
    await ctx.db.transact(async (tx) => createFailures(tx, id, first));
  } catch (error) {
    if (!isAlreadyExists(error)) throw error;
    await countOneMore(ctx, id);
  }
}

function countOneMore(ctx: Context, id: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const wrong = await readFailures(tx, id);
    const wait = secondsToWait(wrong, now);
    if (wait > 0) throw rateLimited(wait);
    putFailures(tx, id, withFailure(wrong, now));
  });
}

function giveBack(ctx: Context, id: string): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const wrong = await readFailures(tx, id);
    if (wrong === undefined) return;
    if (wrong.count > 1) putFailures(tx, id, { ...wrong, count: wrong.count - 1 });
    else deleteFailures(tx, id);
  });
}

function triesId(ctx: Context, { name, requester }: Tried): string {
  return deterministicId(ctx.hash, 'password-failures', name.trim().toLowerCase(), requester.ip);
}
