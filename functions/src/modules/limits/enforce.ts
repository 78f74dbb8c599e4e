import { LIMITS, type Limit, type LimitName } from '../../config/limits.ts';
import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { rateLimited } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { putWindow, readWindows } from './store.ts';
import { countOne, type LimitDecision, type LimitWindow } from './window.ts';

/** One limit and the key it is counted for: an address, an account, a phone number, a device. */
export interface Counted {
  limit: LimitName;
  key: string;
  /** In place of the limit's own. */
  max?: number;
  /** How it is counted; by a sliding window unless told otherwise. */
  count?: (limit: Limit, window: LimitWindow | undefined, now: Instant) => LimitDecision;
}

/**
 * Counts one request against its limits, all in one transaction; a refused request counts for none of
 * them. Keys are stored as keyed hashes only. 1 read and 1 write for each limit.
 *
 * @throws ParleyError RATE_LIMITED with the longest wait
 */
export async function enforceLimits(ctx: Context, counted: Counted[]): Promise<void> {
  if (counted.length > 0) await ctx.db.transact((tx) => countIn(tx, ctx, counted));
}

/**
 * Counts against limits what a transaction does: only what is done counts. 1 read and 1 write for each limit.
 *
 * @throws ParleyError RATE_LIMITED with the longest wait, in the words of that limit
 */
export async function countIn(tx: Tx, ctx: Context, counted: Counted[]): Promise<void> {
  const ids = counted.map(({ limit, key }) => deterministicId(ctx.hash, 'rate-limit', limit, key));
  const now = ctx.clock.now();
  const windows = await readWindows(tx, ids);
  const decisions = counted.map(({ limit, max = LIMITS[limit].max, count = countOne }, index) => {
    const decided: Limit = { ...LIMITS[limit], max };
    return { ...count(decided, windows[index], now), says: decided.says };
  });
  const refused = decisions.flatMap((decision) =>
    decision.allowed ? [] : [{ wait: decision.retry_after_seconds, says: decision.says }],
  );
  const [longest] = refused.toSorted((a, b) => b.wait - a.wait);
  if (longest !== undefined) throw rateLimited(longest.wait, longest.says);
  decisions.forEach((decision, index) => {
    if (decision.allowed) putWindow(tx, ids[index] ?? '', decision.window);
  });
}
