import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId, nothing } from '../../kernel/fields.ts';
import { readOwnEvent } from '../chats/own-chat.ts';
import { setMarkedUnread } from '../events/store.ts';

/**
 * Has a chat shown as unread on all of the caller's devices, until he reads it. It is his own mark: what
 * others see of his reading, his unread count and the badge stay as they are.
 *
 * Costs 2 reads and 1 write; nothing is written where it is marked already. Errors: FIELDS_INVALID,
 * CHAT_NOT_FOUND, CHAT_NOT_MEMBER.
 */
export const markUnread = endpoint({
  name: 'markUnread',
  summary: 'Have a chat shown as unread',
  auth: 'session',
  input: z.strictObject({ chat_id: chatId }),
  output: nothing,
  errors: ['CHAT_NOT_FOUND', 'CHAT_NOT_MEMBER', 'TOO_BUSY'],
  handler: (ctx, { chat_id }, { caller: { uid } }) =>
    ctx.db.transact(async (tx) => {
      const event = await readOwnEvent(tx, chat_id, uid);
      const is_marked = event?.marked_unread?.[chat_id] === true;
      if (!is_marked) setMarkedUnread(tx, uid, chat_id, true, ctx.clock.now());
      return {};
    }),
});
