import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Sendable } from '../delivery/attempt-pushes.ts';
import { isQuiet } from '../delivery/quiet-hours.ts';
import { badgeOf, type ExternalEvent } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import { compose } from '../mail/compose.ts';
import { queueMail } from '../mail/store.ts';
import type { Notification } from '../notifications/model.ts';
import { readNotification, setDelivery, type Place } from '../notifications/store.ts';
import { readUser } from '../users/store.ts';
import { notificationNote } from './notification-note.ts';

/** An entry whose delivery is asked for. */
export interface Outgoing {
  place: Place;
  uid: string;
  id: string;
}

/**
 * Takes on what is to go out of an entry, so that no other run does, and queues its mail, which goes out if
 * the transaction does. Answers the push that is to be sent, if any. A user who was shut out, his hours of
 * rest and an entry that he has read already count as told.
 *
 * Costs 2 reads and 1 write, 1 read more to name who caused it and 1 write more for a mail; 2 reads where it
 * was taken on before.
 *
 * @param address where his mail goes; `undefined` for none
 */
export function claimNotification(
  ctx: Context,
  { place, uid, id }: Outgoing,
  address: string | undefined,
): Promise<Sendable | undefined> {
  const mail_id = ctx.random.id();
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const [entry, event] = await Promise.all([
      readNotification(tx, place, uid, id),
      readEvent(tx, uid),
    ]);
    if (entry?.delivery === undefined) return undefined;
    const { push, claimed, left = [] } = entry.delivery;
    if (claimed === true && left.length === 0) return undefined;
    const wants_push = push && event !== undefined && mayPush(entry, event, now);
    const actor = wants_push && entry.actor !== null ? await readUser(tx, entry.actor) : undefined;
    setDelivery(tx, place, uid, id, { claimed: true, left: [] });
    const is_first = claimed !== true;
    // Where nobody is left who caused it, he has taken it back since.
    const tells = entry.actor !== null && entry.settled !== true;
    if (is_first && tells && address !== undefined && event?.disabled !== true) {
      queueMail(tx, mail_id, address, mailOf(entry), now, entry.actor);
    }
    if (!wants_push) return undefined;
    const note = notificationNote(entry, {
      id,
      username: actor?.username ?? '',
      badge: badgeOf(event.unread),
      previews: event.push?.previews ?? true,
      // An id of ours may be longer than APNs takes.
      collapse_id: deterministicId(ctx.hash, 'notification-push', uid, id),
    });
    return { recipient: uid, note, devices: left };
  });
}

/** Puts back what could not be reached, for the next delivery of the event. 1 read and 1 write. */
export function giveBack(
  ctx: Context,
  { place, uid, id }: Outgoing,
  devices: string[],
): Promise<void> {
  return ctx.db.transact(async (tx) => {
    if ((await readNotification(tx, place, uid, id)) === undefined) return;
    setDelivery(tx, place, uid, id, { left: devices });
  });
}

function mayPush(entry: Notification, event: ExternalEvent, now: Instant): boolean {
  return !entry.read && event.disabled !== true && !isQuiet(event.push?.do_not_disturb, now);
}

function mailOf({ title, body }: Notification) {
  return compose({
    subject: title,
    before: [body],
    after: ['You get this mail because your settings in the app say so.'],
  });
}
