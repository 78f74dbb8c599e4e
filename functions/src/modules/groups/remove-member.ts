import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import type { GroupChat } from '../chats/model.ts';
import { readChat } from '../chats/store.ts';
import { readInGroup } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import { writeDeparture } from './depart.ts';
import { groupMember } from './fields.ts';
import { GROUP_ERRORS, requireAdminOf } from './rights.ts';

/**
 * Removes a member from a group: he loses access at once. Admins may remove members, the owner admins
 * as well; removing oneself is leaving. Idempotent: whoever is not in is as good as removed.
 *
 * Costs 2 reads, 5 writes and 1 delete; 1 read where he is not in. Errors: FIELDS_INVALID,
 * CHAT_NOT_FOUND, CHAT_NOT_MEMBER, CHAT_NOT_GROUP, GROUP_ADMINS_ONLY, GROUP_OWNER_ONLY (an admin is to
 * be removed), GROUP_NEEDS_OWNER (the owner is; he can leave).
 */
export const removeMember = endpoint({
  name: 'removeMember',
  summary: 'Remove a member from a group',
  auth: 'session',
  input: groupMember,
  output: nothing,
  errors: [...GROUP_ERRORS, 'GROUP_ADMINS_ONLY', 'GROUP_OWNER_ONLY', 'GROUP_NEEDS_OWNER'],
  handler: async (ctx, { chat_id, user_id }, { caller: { uid } }) => {
    await ctx.db.transact(async (tx) => {
      const chat = requireAdminOf(await readChat(tx, chat_id), uid);
      if (!chat.members.includes(user_id)) return;
      requireRemovable(chat, uid, user_id);
      const event = await readEvent(tx, uid);
      const actor = { uid, has_read: readInGroup(event, chat_id) };
      writeDeparture(tx, ctx, { chat_id, chat, uid: user_id, actor });
    });
    return {};
  },
});

function requireRemovable(chat: GroupChat, uid: string, user_id: string): void {
  const role = chat.roles[user_id];
  if (role === 'owner') throw fieldError('GROUP_NEEDS_OWNER', 'user_id');
  if (role === 'admin' && user_id !== uid && chat.roles[uid] !== 'owner') {
    throw new ParleyError('GROUP_OWNER_ONLY');
  }
}
