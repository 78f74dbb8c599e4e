import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { nothing } from '../../kernel/fields.ts';
import type { Tx } from '../../store/transaction.ts';
import { isGroupAdmin, requireUnblocked } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { updateChat } from '../chats/store.ts';
import { changedChat } from './changed-chat.ts';
import type { Message } from './model.ts';
import { eraseMessage, setHiddenFor } from './store.ts';
import { readTarget, TARGET_ERRORS, targetInput, type Target } from './target.ts';

const input = z.strictObject({
  ...targetInput,
  for: z.enum(['me', 'everyone'], 'must be me or everyone'),
});

/**
 * Deletes a message for oneself, or for everyone: that may its author, and in a group its owner and
 * admins. It keeps its place and its number, so that no count changes; for everyone, nothing of its
 * content is left, and who has not been told of it is not told any more.
 *
 * Costs 2 reads; for everyone 2 writes, for oneself 1, and 1 more where the chat shows the message as its
 * latest. Nothing is written the second time. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER,
 * MESSAGE_NOT_FOUND; for everyone also CHAT_INACTIVE, USER_BLOCKED, MESSAGE_IS_SYSTEM,
 * MESSAGE_NOT_YOURS.
 */
export const deleteMessage = endpoint({
  name: 'deleteMessage',
  summary: 'Delete a message for oneself or for everyone',
  auth: 'session',
  input,
  output: nothing,
  errors: [
    ...TARGET_ERRORS,
    'CHAT_INACTIVE',
    'USER_BLOCKED',
    'MESSAGE_IS_SYSTEM',
    'MESSAGE_NOT_YOURS',
    'TOO_BUSY',
  ],
  handler: (ctx, { for: whom, ...target }, { caller: { uid } }) =>
    ctx.db.transact(async (tx) => {
      const { chat, message } = await readTarget(tx, target, uid);
      const remove = whom === 'me' ? hide : erase;
      remove(tx, ctx, { ...target, chat, message, uid });
      return {};
    }),
});

interface Deletion extends Target {
  chat: Chat;
  message: Message;
  uid: string;
}

function hide(tx: Tx, ctx: Context, { chat_id, message_id, chat, message, uid }: Deletion): void {
  const before = message.hidden_for ?? [];
  if (before.includes(uid)) return;
  const hidden_for = [...before, uid];
  setHiddenFor(tx, chat_id, message_id, hidden_for);
  const { last_message } = chat;
  if (last_message?.message_id !== message_id) return;
  updateChat(tx, chat_id, {
    last_message: { ...last_message, hidden_for },
    modified: ctx.clock.now(),
  });
}

function erase(tx: Tx, ctx: Context, { chat_id, message_id, chat, message, uid }: Deletion): void {
  requireUnblocked(chat);
  if (message.type === 'SYSTEM') throw fieldError('MESSAGE_IS_SYSTEM', 'message_id');
  const may = message.from_user === uid || (chat.type === 'group' && isGroupAdmin(chat.roles[uid]));
  if (!may) throw fieldError('MESSAGE_NOT_YOURS', 'message_id');
  if (message.deleted === true) return;
  eraseMessage(tx, chat_id, message_id, uid);
  const { text: _, ...rest } = message;
  const erased: Message = { ...rest, deleted: true };
  updateChat(tx, chat_id, changedChat(chat, message_id, erased, ctx.clock.now()));
}
