import type { DirectChat } from '../chats/model.ts';
import type { Message } from '../messages/model.ts';
import type { PushNote } from '../push/sender.ts';

/**
 * An FCM payload may have 4,096 bytes (https://firebase.google.com/docs/cloud-messaging); 200 UTF-16
 * units are at most 600 of them, and more than any lock screen shows.
 */
const MAX_BODY_LENGTH = 200;

/** The push for a new message. `badge` is the recipient's sum of unread messages. */
export function newMessageNote(
  chat: DirectChat,
  ids: { chat_id: string; message_id: string; message_number: number },
  message: Pick<Message, 'from_user' | 'text'>,
  badge: number,
): PushNote {
  const username = chat.usernames[message.from_user] ?? '';
  return {
    title: username,
    body: shorten(message.text),
    data: {
      type: 'NEW_MESSAGE',
      chat_id: ids.chat_id,
      message_id: ids.message_id,
      message_number: String(ids.message_number),
      reference_id: message.from_user,
      reference_username: username,
    },
    badge,
    thread_id: ids.chat_id,
    collapse_id: ids.message_id,
  };
}

function shorten(text: string): string {
  if (text.length <= MAX_BODY_LENGTH) return text;
  // Cut between characters, not inside a surrogate pair.
  return `${text.slice(0, MAX_BODY_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
