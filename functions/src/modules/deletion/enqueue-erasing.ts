import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { Deletion } from './model.ts';

/** Asks for the run that follows; asked twice, it is one. */
export async function enqueueErasing(
  ctx: Context,
  uid: string,
  { requested, runs }: Deletion,
): Promise<void> {
  const id = deterministicId(ctx.hash, 'eraseAccount', uid, `${requested.toMillis()}`, `${runs}`);
  await ctx.tasks.enqueue('eraseAccount', { id, due: ctx.clock.now(), data: { user_id: uid } });
}
