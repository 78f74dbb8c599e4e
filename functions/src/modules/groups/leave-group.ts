import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId, nothing } from '../../kernel/fields.ts';
import { readChat } from '../chats/store.ts';
import { writeDeparture } from './depart.ts';
import { GROUP_ERRORS, requireGroup } from './rights.ts';

const input = z.strictObject({ chat_id: chatId });

/**
 * Leaves a group. An owner's group passes to the admin who joined first, else to the member who did;
 * the last one out closes it.
 *
 * Costs 1 read, 3 writes and 1 delete. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER,
 * CHAT_NOT_GROUP.
 */
export const leaveGroup = endpoint({
  name: 'leaveGroup',
  summary: 'Leave a group',
  auth: 'session',
  input,
  output: nothing,
  errors: GROUP_ERRORS,
  handler: async (ctx, { chat_id }, { caller: { uid } }) => {
    await ctx.db.transact(async (tx) => {
      const chat = requireGroup(await readChat(tx, chat_id), uid);
      writeDeparture(tx, ctx, { chat_id, chat, uid, actor: { uid, has_read: undefined } });
    });
    return {};
  },
});
