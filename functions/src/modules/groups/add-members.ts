import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId } from '../../kernel/fields.ts';
import { readChat } from '../chats/store.ts';
import { addInChunks } from './add-in-chunks.ts';
import { additionFields, userIds, type Addition } from './fields.ts';
import { GROUP_ERRORS, requireAdminOf } from './rights.ts';

const input = z.strictObject({ chat_id: chatId, user_ids: userIds });

const output = z.object(additionFields).meta({ id: 'Addition' });

/**
 * Adds members to a group, as many at once as it can hold; owner and admins may. Everybody who can be
 * added is; of the others it is told why not. Idempotent: who is in already is skipped.
 *
 * Costs 4 reads and 2 for each user, 4 writes and 2 for each who joins, up to 100; see `addInChunks`.
 * Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, CHAT_NOT_GROUP, GROUP_ADMINS_ONLY,
 * RATE_LIMITED (a new account has brought many people into chats; those before are in).
 */
export const addMembers = endpoint({
  name: 'addMembers',
  summary: 'Add members to a group',
  auth: 'session',
  active_hours_only: true,
  input,
  output,
  errors: [...GROUP_ERRORS, 'GROUP_ADMINS_ONLY', 'RATE_LIMITED'],
  handler: async (ctx, { chat_id, user_ids }, { caller: { uid } }): Promise<Addition> => {
    const chat = requireAdminOf(await readChat(ctx.db, chat_id), uid);
    const members = new Set(chat.members);
    // Where a call of his died, its progress is on the chat, and ends with the last of all its users.
    const died = chat.adding?.[uid] !== undefined;
    const others = user_ids.filter((user_id) => died || !members.has(user_id));
    const addition = await addInChunks(ctx, { chat_id, actor: uid, user_ids: others });
    const already = user_ids
      .filter((user_id) => !others.includes(user_id))
      .map((user_id) => ({ user_id, reason: 'ALREADY_MEMBER' as const }));
    return { added: addition.added, skipped: [...already, ...addition.skipped] };
  },
});
