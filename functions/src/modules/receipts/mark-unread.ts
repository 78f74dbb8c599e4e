import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId, nothing } from '../../kernel/fields.ts';
import { readOwnEvent } from '../chats/own-chat.ts';
import { setMarkedUnread } from '../events/store.ts';

/**
 * Has a chat shown as unread on all of the caller's devices, until he says by `markRead` that he has read
 * it to its end, as apps do when they open it. It is his own mark: what others see of his reading, his
 * unread count and the badge stay as they are. Sending leaves it, in chats of either type: whether there
 * is a mark stands in his event document alone, which a message in a direct chat neither reads nor
 * writes, and the chat is no place for it, as the other would see it.
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
