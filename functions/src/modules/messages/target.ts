import { fieldError } from '../../kernel/errors.ts';
import { chatId, messageId } from '../../kernel/fields.ts';
import type { Reader } from '../../store/reader.ts';
import { requireMember } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { readChat, readMember } from '../chats/store.ts';
import type { Message } from './model.ts';
import { readMessage } from './store.ts';

/** Which message is meant. */
export const targetInput = { chat_id: chatId, message_id: messageId };
export interface Target {
  chat_id: string;
  message_id: string;
}

/** What finding a message can be refused for. */
export const TARGET_ERRORS = ['CHAT_NOT_FOUND', 'CHAT_NOT_MEMBER', 'MESSAGE_NOT_FOUND'] as const;

/**
 * A message that a member of its chat wants to do something with, as far as he may see it: the rules say
 * the same of reading. It may have no number yet.
 *
 * Costs 2 reads, and 1 more in a group that hides what was before somebody joined.
 *
 * @throws ParleyError CHAT_NOT_FOUND, CHAT_NOT_MEMBER, MESSAGE_NOT_FOUND
 */
export async function readTarget(
  source: Reader,
  { chat_id, message_id }: Target,
  uid: string,
): Promise<{ chat: Chat; message: Message }> {
  const [known, message] = await Promise.all([
    readChat(source, chat_id),
    readMessage(source, chat_id, message_id),
  ]);
  const chat = requireMember(known, uid);
  if (message === undefined) throw fieldError('MESSAGE_NOT_FOUND', 'message_id');
  if (chat.type === 'group' && chat.history === 'joined') {
    const joined = (await readMember(source, chat_id, uid))?.joined;
    const sees = joined !== undefined && message.created.compare(joined) > 0;
    if (!sees) throw fieldError('MESSAGE_NOT_FOUND', 'message_id');
  }
  return { chat, message };
}

/**
 * @throws ParleyError MESSAGE_IS_SYSTEM, MESSAGE_DELETED
 */
export function requireContent({ type, deleted }: Message): void {
  if (type === 'SYSTEM') throw fieldError('MESSAGE_IS_SYSTEM', 'message_id');
  if (deleted === true) throw fieldError('MESSAGE_DELETED', 'message_id');
}
