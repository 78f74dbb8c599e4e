import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { pageSize } from '../../kernel/fields.ts';
import { readEvent } from '../events/store.ts';
import { chatCursor, toCursor } from './list-cursor.ts';
import { listChatsOf } from './store.ts';
import { toWireChat, wireChat } from './wire-chat.ts';

const USUAL_PAGE = 20;
const MAX_PAGE = 100;

const input = z.strictObject({
  type: z.enum(['direct', 'group'], 'must be direct or group').optional(),
  cursor: chatCursor.optional(),
  limit: pageSize(USUAL_PAGE, MAX_PAGE),
});

/**
 * The caller's chats, the one with the latest message first. A chat that gets a message meanwhile moves
 * to the top, which was shown before; nothing is shown twice.
 *
 * Costs 1 read, and 1 for each chat of the page. Errors: FIELDS_INVALID.
 */
export const listChats = endpoint({
  name: 'listChats',
  summary: "The caller's chats, newest first",
  auth: 'session',
  input,
  output: z.object({ chats: z.array(wireChat), next_cursor: z.string().nullable() }),
  handler: async (ctx, { type, cursor: after, limit }, { caller: { uid } }) => {
    const [found, event] = await Promise.all([
      listChatsOf(ctx.db, uid, { ...(type && { type }), ...(after && { after }), limit }),
      readEvent(ctx.db, uid),
    ]);
    const last = found.at(-1);
    const { last_message_timestamp = null } = last?.chat ?? {};
    return {
      chats: found.map(({ chat_id, chat }) => toWireChat(chat_id, chat, uid, event)),
      next_cursor:
        last !== undefined && found.length === limit
          ? toCursor({ last_message_timestamp, chat_id: last.chat_id })
          : null,
    };
  },
});
