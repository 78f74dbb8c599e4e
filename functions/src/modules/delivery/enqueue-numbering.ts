import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { Instant } from '../../kernel/instant.ts';

/** How far the clocks of two instances may differ; a task is never due sooner than this from now. */
const SKEW_MS = 250;

/**
 * Asks for the numbering of what waits in a group, at the end of the present `seconds`. Of all who ask in
 * that time the first is heard, so each batch is one task; that is due after all of them wrote what
 * they ask for.
 */
export async function enqueueNumbering(
  ctx: Context,
  chat_id: string,
  seconds: number,
): Promise<void> {
  const size = seconds * 1000;
  const now = ctx.clock.now().toMillis();
  const due = Instant.fromMillis((Math.floor((now + SKEW_MS) / size) + 1) * size);
  // A hash, as Cloud Tasks slows down where ids follow each other.
  const id = deterministicId(ctx.hash, 'numberGroup', chat_id, `${due.toMillis()}`);
  await ctx.tasks.enqueue('numberGroup', { id, due, data: { chat_id, due: due.toRfc3339() } });
}
