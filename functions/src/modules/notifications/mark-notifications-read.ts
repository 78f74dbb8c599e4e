import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { notificationId } from '../../kernel/fields.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { MAX_UNREAD, unreadCount } from './list-notifications.ts';
import { isUnread } from './settle.ts';
import { countUnread, listNotificationsOf, readNotifications, setRead } from './store.ts';

/** Entries that are marked in one transaction. */
const CHUNK = 100;

const input = z.strictObject({
  ids: z
    .array(notificationId)
    .min(1, 'must not be empty')
    .max(CHUNK, `must have at most ${CHUNK}`)
    .optional()
    .meta({ description: 'Which entries; all where it is missing' }),
});

/**
 * Marks entries of the caller's feed as read, some or all; idempotent. Ids that name none are passed over.
 * The flag falls where nothing unread is left.
 *
 * Costs 2 reads, 1 for each entry that is given, and 1 write for each that was unread, 1 for the flag where
 * it falls. All: 1 read and 1 write for each that is unread, every 100 of them 1 read more, 1 for the count
 * and 1 write for the flag. Errors: FIELDS_INVALID.
 */
export const markNotificationsRead = endpoint({
  name: 'markNotificationsRead',
  summary: "Mark entries of the caller's feed as read",
  auth: 'session',
  input,
  output: z.object({ unread_count: unreadCount }),
  errors: ['TOO_BUSY'],
  handler: async (ctx, { ids }, { caller: { uid } }) => {
    if (ids !== undefined) return { unread_count: await markSome(ctx, uid, [...new Set(ids)]) };
    while (await markChunk(ctx, uid));
    return { unread_count: await countUnread(ctx.db, uid, ctx.clock.now(), MAX_UNREAD) };
  },
});

/** Answers how many are unread after it. */
function markSome(ctx: Context, uid: string, ids: readonly string[]): Promise<number> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    // The event document first: whatever is told after it, and not counted, writes it.
    const event = await readEvent(tx, uid);
    const [found, before] = await Promise.all([
      readNotifications(tx, uid, ids),
      // Enough to know what is left, whatever of it is marked.
      countUnread(tx, uid, now, MAX_UNREAD + CHUNK),
    ]);
    const unread = found.filter(({ entry }) => isUnread(entry, now));
    for (const { id } of unread) setRead(tx, uid, id);
    const left = before - unread.length;
    if (left <= 0 && event?.notify_notification === true) {
      claimEvent(tx, uid, event, now, { notify_notification: false });
    }
    return Math.min(Math.max(0, left), MAX_UNREAD);
  });
}

/** Answers whether there may be more. */
function markChunk(ctx: Context, uid: string): Promise<boolean> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const event = await readEvent(tx, uid);
    const query = { unread_only: true, limit: CHUNK };
    const unread = await listNotificationsOf(tx, uid, now, query);
    for (const { id } of unread) setRead(tx, uid, id);
    const has_more = unread.length === CHUNK;
    if (!has_more && event?.notify_notification === true) {
      claimEvent(tx, uid, event, now, { notify_notification: false });
    }
    return has_more;
  });
}
