import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { createContact, readContacts } from '../contacts/store.ts';
import { readEvents } from '../events/store.ts';
import { notify } from '../notifications/notify.ts';
import { deleteAwaited, readAwaited } from './store.ts';

/**
 * Somebody whom another has long had in his address book has now uploaded his own, with the other in it:
 * each enters the other's contact book and is told, once. Nothing happens where one has blocked the other.
 *
 * Costs 4 reads and 1 for each of `awaited_ids`; up to 6 writes, and 1 delete for each of those.
 */
export function meet(
  ctx: Context,
  uid: string,
  other: string,
  awaited_ids: readonly string[],
): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const [awaited, [event, event_of_other], [contact], [contact_of_other]] = await Promise.all([
      readAwaited(tx, awaited_ids),
      readEvents(tx, [uid, other]),
      readContacts(tx, uid, [other]),
      readContacts(tx, other, [uid]),
    ]);
    if (awaited.every((each) => each === undefined)) return;
    if (event === undefined || event_of_other === undefined) return;
    const is_blocked =
      event.blocked_users?.[other] === true || event_of_other.blocked_users?.[uid] === true;
    if (is_blocked || event_of_other.disabled === true) return;
    const now = ctx.clock.now();
    for (const id of awaited_ids) deleteAwaited(tx, id);
    if (contact === undefined) createContact(tx, uid, other, now);
    if (contact_of_other === undefined) createContact(tx, other, uid, now);
    notify(tx, event, newsFor(ctx, uid, other), now);
    notify(tx, event_of_other, newsFor(ctx, other, uid), now);
  });
}

/** It names nobody: who it is of is its actor. */
function newsFor(ctx: Context, uid: string, actor: string) {
  return {
    uid,
    id: deterministicId(ctx.hash, 'contact-joined', uid, actor),
    type: 'CONTACT_JOINED' as const,
    title: 'One of your contacts is here',
    body: 'You have each other in your contacts.',
    actor,
    reference_type: 'user',
    reference_id: actor,
  };
}
