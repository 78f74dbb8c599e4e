import type { Context } from '../../context/context.ts';
import { outsideActiveHours } from '../../kernel/errors.ts';

/**
 * That it is within the active hours, where an admin has enabled any. Costs no read, but 1 every 30 s for
 * each instance.
 *
 * @throws ParleyError OUTSIDE_ACTIVE_HOURS with when they begin
 */
export async function requireActiveHours(ctx: Context): Promise<void> {
  const opens_at = await ctx.client_config.opensAt();
  if (opens_at !== null) throw outsideActiveHours(opens_at.toRfc3339());
}
