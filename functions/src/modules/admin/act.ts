import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import type { WithdrawnAdmins } from '../auth/model.ts';
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

/** What a change answers, and whether anything is another than it was. */
export interface Outcome<T> {
  result: T;
  changed: boolean;
}

/**
 * One act of an admin: what it changes and its audit entry in one transaction, and no entry where it
 * changes nothing. Refused to an admin who was withdrawn, also where Firebase Auth has not been told yet.
 * Costs 1 read, 1 write where it changes something, and what it changes.
 *
 * @param change gets the register of admins as it is
 * @throws ParleyError ADMIN_ONLY
 */
export function act<T>(
  ctx: Context,
  caller: Caller,
  deed: Deed,
  change: (tx: Tx, register: WithdrawnAdmins) => Promise<Outcome<T>>,
): Promise<T> {
  const id = ctx.random.id();
  return ctx.db.transact(async (tx) => {
    const register = (await readWithdrawn(tx)) ?? { uids: {} };
    if (caller.uid in register.uids) throw new ParleyError('ADMIN_ONLY');
    const { result, changed } = await change(tx, register);
    const created = ctx.clock.now();
    if (changed) createAuditEntry(tx, id, { actor: caller.uid, ...deed, created });
    return result;
  });
}
