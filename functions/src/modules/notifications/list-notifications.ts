import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { pageSize } from '../../kernel/fields.ts';
import { timeCursor, toTimeCursor } from '../../kernel/time-cursor.ts';
import { countUnread, listNotificationsOf } from './store.ts';
import { toWireNotification, wireNotification } from './wire-notification.ts';

const USUAL_PAGE = 20;
const MAX_PAGE = 100;

/** Further than that nobody counts. */
export const MAX_UNREAD = 100;
export const unreadCount = z
  .int()
  .meta({ description: `At most ${MAX_UNREAD}, which means as many or more` });

const input = z.strictObject({
  cursor: timeCursor.optional(),
  limit: pageSize(USUAL_PAGE, MAX_PAGE),
  unread_only: z.boolean().default(false),
});

/**
 * The caller's feed, the newest first, with how much of it is unread. Entries are kept for 90 days.
 *
 * Costs 1 read for each entry of the page, at least 1, and 1 for the count. Errors: FIELDS_INVALID.
 */
export const listNotifications = endpoint({
  name: 'listNotifications',
  summary: "The caller's feed, newest first",
  auth: 'session',
  input,
  output: z.object({
    notifications: z.array(wireNotification),
    unread_count: unreadCount,
    next_cursor: z.string().nullable(),
  }),
  handler: async (ctx, { cursor: after, limit, unread_only }, { caller: { uid } }) => {
    const now = ctx.clock.now();
    const [found, unread_count] = await Promise.all([
      listNotificationsOf(ctx.db, uid, now, { unread_only, limit, ...(after && { after }) }),
      countUnread(ctx.db, uid, now, MAX_UNREAD),
    ]);
    const last = found.at(-1);
    return {
      notifications: found.map(toWireNotification),
      unread_count,
      next_cursor:
        last !== undefined && found.length === limit
          ? toTimeCursor({ time: last.entry.created, id: last.id })
          : null,
    };
  },
});
