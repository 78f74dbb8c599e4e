import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { ParleyError } from '../../kernel/errors.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { PRESENCE_SECONDS, PRESENCE_SPACING_SECONDS, STATES } from './model.ts';
import { deletePresence, putPresence, readPresence } from './store.ts';

const input = z.strictObject({ state: z.enum(STATES) });

const output = z.object({
  expires_at: z.iso.datetime().nullable().meta({
    description: 'Until when it holds; null where the caller hides when he was last seen',
  }),
});

/**
 * Says whether the caller is there. To be called with `online` when the app comes to the foreground and
 * every 2 minutes while it stays there, and with `offline` when it leaves it. Who hides when he was last
 * seen is not shown at all, as being shown as online tells that too.
 *
 * Costs 2 reads and 1 write, 1 write more where there is no sign of him yet, and each who listens to it a
 * read; nothing is written where the same was said within a minute. Errors: FIELDS_INVALID, USER_DISABLED.
 */
export const setPresence = endpoint({
  name: 'setPresence',
  summary: 'Say whether one is there',
  auth: 'session',
  input,
  output,
  errors: ['USER_DISABLED', 'TOO_BUSY'],
  handler: (ctx, { state }, { caller: { uid } }) =>
    ctx.db.transact(async (tx) => {
      const [event, known] = await Promise.all([readEvent(tx, uid), readPresence(tx, uid)]);
      if (event === undefined || event.disabled === true) throw new ParleyError('USER_DISABLED');
      if (event.last_seen_hidden === true) {
        if (known !== undefined) deletePresence(tx, uid);
        return { expires_at: null };
      }
      const now = ctx.clock.now();
      const next = known?.last_seen.plusSeconds(PRESENCE_SPACING_SECONDS);
      if (known?.state === state && next !== undefined && next.compare(now) > 0) {
        return { expires_at: known.expires_at.toRfc3339() };
      }
      const expires_at = now.plusSeconds(PRESENCE_SECONDS[state]);
      // Who begins to hide takes away what there is, so a sign that is renewed meets that. The first one
      // has nothing to meet it with but the document that says whether he hides.
      if (known === undefined) claimEvent(tx, uid, event, now);
      putPresence(tx, uid, { state, last_seen: now, expires_at });
      return { expires_at: expires_at.toRfc3339() };
    }),
});
