import type { Context } from '../../context/context.ts';
import { readAwaited } from '../awaited/store.ts';
import { mayMeet, tellOfMeeting } from '../awaited/tell-of-meeting.ts';
import { createContact, readContacts } from '../contacts/store.ts';
import { readEvents } from '../events/store.ts';

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
    const [own, theirs] = [
      { uid, event },
      { uid: other, event: event_of_other },
    ];
    if (!mayMeet(own, theirs)) return;
    const now = ctx.clock.now();
    if (contact === undefined) createContact(tx, uid, other, now);
    if (contact_of_other === undefined) createContact(tx, other, uid, now);
    tellOfMeeting(tx, ctx, own, theirs, awaited_ids, now);
  });
}
