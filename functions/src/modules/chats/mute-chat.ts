import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId, nothing, rfc3339 } from '../../kernel/fields.ts';
import { Instant } from '../../kernel/instant.ts';
import { setMuted } from '../events/store.ts';
import { readOwnEvent } from './own-chat.ts';

/** The last second that Firestore knows. */
const FOR_GOOD = Instant.fromRfc3339('9999-12-31T23:59:59Z');

const input = z.strictObject({
  chat_id: chatId,
  until: rfc3339.nullish().meta({
    description: 'Missing: for good. null or a time that has passed: no longer',
  }),
});

/**
 * Mutes a chat for the caller: until then its messages are counted and flagged, and not pushed.
 *
 * Costs 2 reads and 1 write; nothing is written where it is so already. Errors: FIELDS_INVALID,
 * CHAT_NOT_FOUND, CHAT_NOT_MEMBER.
 */
export const muteChat = endpoint({
  name: 'muteChat',
  summary: 'Have no pushes of a chat, for a time or for good',
  auth: 'session',
  input,
  output: nothing,
  errors: ['CHAT_NOT_FOUND', 'CHAT_NOT_MEMBER', 'TOO_BUSY'],
  handler: (ctx, { chat_id, until }, { caller: { uid } }) =>
    ctx.db.transact(async (tx) => {
      const known = (await readOwnEvent(tx, chat_id, uid))?.muted?.[chat_id];
      const now = ctx.clock.now();
      const wanted = wantedUntil(until, now);
      const is_so = wanted === null ? known === undefined : known?.compare(wanted) === 0;
      if (!is_so) setMuted(tx, uid, chat_id, wanted, now);
      return {};
    }),
});

function wantedUntil(until: string | null | undefined, now: Instant): Instant | null {
  if (until === undefined) return FOR_GOOD;
  const time = until === null ? now : Instant.fromRfc3339(until);
  return time.compare(now) > 0 ? time : null;
}
