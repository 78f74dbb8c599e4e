import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import type { Role } from '../chats/model.ts';
import { chargeSending } from '../chats/send-limit.ts';
import { readChat, sendLimitFields, updateChat } from '../chats/store.ts';
import { readInGroup } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import { groupMember } from './fields.ts';
import { GROUP_ERRORS, requireAdminOf } from './rights.ts';
import { tell } from './tell.ts';

const input = groupMember.extend({
  role: z.enum(['owner', 'admin', 'member'], 'must be owner, admin or member'),
});

/**
 * Gives a member a role; the owner may. Making somebody the owner makes the caller an admin. Idempotent:
 * who has the role already keeps it. It counts as a message against the limit of sending.
 *
 * Costs 2 reads and 4 writes; 1 read where nothing changes. Errors: FIELDS_INVALID, CHAT_NOT_FOUND,
 * CHAT_NOT_MEMBER, CHAT_NOT_GROUP, GROUP_ADMINS_ONLY, GROUP_OWNER_ONLY, MEMBER_NOT_FOUND,
 * GROUP_NEEDS_OWNER (the owner can only be replaced), RATE_LIMITED.
 */
export const setRole = endpoint({
  name: 'setRole',
  summary: 'Make a member of a group its owner, an admin or a member',
  auth: 'session',
  active_hours_only: true,
  input,
  output: nothing,
  errors: [
    ...GROUP_ERRORS,
    'GROUP_ADMINS_ONLY',
    'GROUP_OWNER_ONLY',
    'MEMBER_NOT_FOUND',
    'GROUP_NEEDS_OWNER',
    'RATE_LIMITED',
  ],
  handler: async (ctx, { chat_id, user_id, role }, { caller: { uid } }) => {
    await ctx.db.transact(async (tx) => {
      const chat = requireAdminOf(await readChat(tx, chat_id), uid);
      if (!chat.members.includes(user_id)) throw fieldError('MEMBER_NOT_FOUND', 'user_id');
      // Also asked of an owner who passed the group on and did not hear of it.
      if (chat.roles[user_id] === role) return;
      if (chat.roles[uid] !== 'owner') throw new ParleyError('GROUP_OWNER_ONLY');
      if (user_id === uid) throw fieldError('GROUP_NEEDS_OWNER', 'role');
      const event = await readEvent(tx, uid);
      const now = ctx.clock.now();
      const charge = chargeSending(chat, uid, ctx.config.send_limit, now);
      const actor = { uid, has_read: readInGroup(event, chat_id) };
      const told = { event: 'ROLE_CHANGED', user_id, role } as const;
      const telling = tell(ctx, chat_id, chat, actor, [told], now);
      const roles: Record<string, Role> = { [user_id]: role };
      if (role === 'owner') roles[uid] = 'admin';
      updateChat(tx, chat_id, { roles, ...telling.fields, ...sendLimitFields(uid, charge) });
      telling.write(tx);
    });
    return {};
  },
});
