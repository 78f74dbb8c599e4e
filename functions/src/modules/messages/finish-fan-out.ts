import type { Context } from '../../context/context.ts';
import { putNumbering, readNumbering } from './numbering-store.ts';

/** Notes that all up to `through` has been brought to the members. Costs 1 read, and 1 write. */
export function finishFanOut(ctx: Context, chat_id: string, through: number): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const state = await readNumbering(tx, chat_id);
    // A run that took over may have come further.
    if (state === undefined || state.fanned_out >= through) return;
    const { numbered, due_at } = state;
    const is_left = through < numbered && due_at !== undefined;
    putNumbering(tx, chat_id, { numbered, fanned_out: through, ...(is_left && { due_at }) });
  });
}
