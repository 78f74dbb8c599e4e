import { latest, type Instant } from '../../kernel/instant.ts';
import type { Chat, ChatBase } from '../chats/model.ts';
import type { Message } from './model.ts';
import { lastMessage } from './number-message.ts';

/**
 * What an edit or a deletion changes in the chat: that there was one, for deliveries that are still to
 * come, and the preview where it shows that message. `message` is how it stands now. Numbers, receipts
 * and unread counts stay as they are.
 */
export function changedChat(
  chat: Chat,
  message_id: string,
  message: Message,
  now: Instant,
): Partial<Pick<ChatBase, 'last_change' | 'last_message' | 'modified'>> {
  // Instances' clocks differ: never before the message, or its delivery would trust its event.
  const last_change = latest(latest(now, message.created), chat.last_change ?? null);
  const { last_message } = chat;
  const is_shown = last_message?.message_id === message_id;
  return {
    last_change,
    modified: now,
    ...(is_shown && {
      last_message: lastMessage(message_id, message, last_message.message_number),
    }),
  };
}
