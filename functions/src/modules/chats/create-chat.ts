import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import { userId } from '../../kernel/fields.ts';
import { readUsers } from '../users/store.ts';
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
 * Costs 1 read where the chat exists, else 3 reads and 3 writes. Errors: FIELDS_INVALID,
 * CHAT_WITH_SELF, USER_DISABLED, USER_NOT_FOUND, CHAT_ID_CONFLICT (another pair of ids joins to the
 * same chat id).
 */
export const createChat = endpoint({
  name: 'createChat',
  summary: 'Open the direct chat with another user',
  auth: 'session',
  input,
  output,
  errors: ['CHAT_WITH_SELF', 'USER_DISABLED', 'USER_NOT_FOUND', 'CHAT_ID_CONFLICT', 'TOO_BUSY'],
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
      const [self, peer] = await readUsers(tx, [uid, user_id]);
      if (self === undefined || !self.is_active) throw new ParleyError('USER_DISABLED');
      if (peer === undefined || !peer.is_active) throw fieldError('USER_NOT_FOUND', 'user_id');
      const usernames = { [uid]: self.username, [user_id]: peer.username };
      createDirectChat(tx, chat_id, newDirectChat(uid, user_id, usernames, ctx.clock.now()));
      return { chat_id, created: true };
    });
  },
});
