import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { userId } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { areFriends } from '../friends/decide.ts';
import { readBetween } from '../friends/store.ts';
import { readUsers } from '../users/store.ts';
import { brakeOpening } from './brake-opening.ts';
import { directChatId } from './chat-id.ts';
import { newDirectChat } from './new-chat.ts';
import { createDirectChat, readChat } from './store.ts';

const input = z.strictObject({ user_id: userId });

const output = z.object({
  chat_id: z.string(),
  created: z.boolean().meta({ description: 'False when the two had a chat already' }),
});
type CreatedChat = z.output<typeof output>;

/**
 * Opens the direct chat with another user; idempotent, also when both do it at once.
 *
 * Costs 1 read where the chat exists, else 5 reads and 5 writes, 2 reads more where REQUIRE_FRIENDSHIP is
 * on. Both event documents are written, and so is the blocker's by a block: of a chat and a block at the
 * same moment, one sees the other.
 *
 * Errors: FIELDS_INVALID, CHAT_WITH_SELF, USER_DISABLED, USER_NOT_FOUND, USER_BLOCKED (either has
 * blocked the other), FRIENDSHIP_REQUIRED (where REQUIRE_FRIENDSHIP is on), CHAT_ID_CONFLICT (another pair of ids joins to the same chat id), RATE_LIMITED (a
 * new account has opened many).
 */
export const createChat = endpoint({
  name: 'createChat',
  summary: 'Open the direct chat with another user',
  auth: 'session',
  active_hours_only: true,
  input,
  output,
  errors: [
    'CHAT_WITH_SELF',
    'USER_DISABLED',
    'USER_NOT_FOUND',
    'USER_BLOCKED',
    'FRIENDSHIP_REQUIRED',
    'CHAT_ID_CONFLICT',
    'RATE_LIMITED',
    'TOO_BUSY',
  ],
  handler: (ctx, { user_id }, { caller: { uid } }): Promise<CreatedChat> => {
    if (user_id === uid) throw fieldError('CHAT_WITH_SELF', 'user_id');
    const chat_id = directChatId(uid, user_id);
    return ctx.db.transact(async (tx) => {
      const known = await readChat(tx, chat_id);
      if (known !== undefined) {
        const same = known.members.includes(uid) && known.members.includes(user_id);
        if (!same) throw fieldError('CHAT_ID_CONFLICT', 'user_id');
        return { chat_id, created: false };
      }
      await openDirectChat(tx, ctx, chat_id, uid, user_id);
      return { chat_id, created: true };
    });
  },
});

async function openDirectChat(
  tx: Tx,
  ctx: Context,
  chat_id: string,
  uid: string,
  user_id: string,
): Promise<void> {
  const [[self, peer], own, theirs, between] = await Promise.all([
    readUsers(tx, [uid, user_id]),
    readEvent(tx, uid),
    readEvent(tx, user_id),
    ctx.config.require_friendship ? readBetween(tx, uid, user_id) : undefined,
  ]);
  if (self === undefined || !self.is_active) throw new ParleyError('USER_DISABLED');
  if (peer === undefined || !peer.is_active) throw fieldError('USER_NOT_FOUND', 'user_id');
  if (own?.blocked_users?.[user_id] === true || theirs?.blocked_users?.[uid] === true) {
    throw fieldError('USER_BLOCKED', 'user_id');
  }
  if (between !== undefined && !areFriends(between)) {
    throw fieldError('FRIENDSHIP_REQUIRED', 'user_id');
  }
  const now = ctx.clock.now();
  const brake = brakeOpening(self.created, own?.new_chats_until, ctx.config.new_chat_limit, now);
  const chat = newDirectChat(uid, user_id, now, {
    usernames: { [uid]: self.username, [user_id]: peer.username },
    receipts_off_by: [own?.receipts_off && uid, theirs?.receipts_off && user_id].filter(
      (off) => off !== undefined,
    ),
  });
  createDirectChat(tx, chat_id, chat);
  claimEvent(tx, uid, own, now, brake);
  claimEvent(tx, user_id, theirs, now);
}
