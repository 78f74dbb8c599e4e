import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import { readWithdrawn } from '../auth/store.ts';
import type { Action } from './model.ts';
import { createAuditEntry } from './store.ts';

/** What is done to whom, and why. */
export interface Deed {
  action: Action;
  target: string;
  message?: { chat_id: string; message_id: string };
  report?: string;
  change?: Record<string, unknown>;
  reason: string | null;
}

/**
 * One act of an admin: what it changes and its audit entry in one transaction. Refused to an admin who
 * was withdrawn, also where Firebase Auth has not been told yet. Costs 1 read and 1 write, besides
 * what it changes.
 *
 * @throws ParleyError ADMIN_ONLY
 */
export function act<T>(
  ctx: Context,
  caller: Caller,
  deed: Deed,
  change: (tx: Tx) => Promise<T>,
): Promise<T> {
  const id = ctx.random.id();
  return ctx.db.transact(async (tx) => {
    const withdrawn = (await readWithdrawn(tx))?.uids ?? {};
    if (caller.uid in withdrawn) throw new ParleyError('ADMIN_ONLY');
    const result = await change(tx);
    createAuditEntry(tx, id, { actor: caller.uid, ...deed, created: ctx.clock.now() });
    return result;
  });
}
