import { LIMITS, type LimitName } from '../../config/limits.ts';
import type { Context } from '../../context/context.ts';
import { rateLimited } from '../../kernel/errors.ts';
import { putWindow, readWindows } from './store.ts';
import { countOne } from './window.ts';

/** One limit and the key it is counted for: an address, an account, a phone number, a device. */
export interface Counted {
  limit: LimitName;
  key: string;
}

/**
 * Counts one request against its limits, all in one transaction; a refused request counts for none of
 * them. Keys are stored as keyed hashes only. 1 read and 1 write for each limit.
 *
 * @throws ParleyError RATE_LIMITED with the longest wait
 */
export async function enforceLimits(ctx: Context, counted: Counted[]): Promise<void> {
  if (counted.length === 0) return;
  const ids = counted.map(({ limit, key }) => ctx.hash('rate-limit', limit, key));
  await ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const windows = await readWindows(tx, ids);
    const decisions = counted.map(({ limit }, index) =>
      countOne(LIMITS[limit], windows[index], now),
    );
    const waits = decisions.flatMap((decision) =>
      decision.allowed ? [] : [decision.retry_after_seconds],
    );
    if (waits.length > 0) throw rateLimited(Math.max(...waits));
    decisions.forEach((decision, index) => {
      if (decision.allowed) putWindow(tx, ids[index] ?? '', decision.window);
    });
  });
}
