import type { Chat } from '../chats/model.ts';
import type { Message, MessageType } from '../messages/model.ts';
import type { PushNote } from '../push/sender.ts';
import type { NumberedMessage } from './numbered-message.ts';

/**
 * An FCM payload may have 4,096 bytes (https://firebase.google.com/docs/cloud-messaging); 200 UTF-16
 * units are at most 600 of them, and more than any lock screen shows.
 */
const MAX_BODY_LENGTH = 200;

/** What is shown where a message has no text of its own. */
const WORDS: Record<MessageType, string> = {
  TEXT: 'New message',
  IMAGE: 'Photo',
  VIDEO: 'Video',
  AUDIO: 'Audio',
  FILE: 'File',
  CONTACT: 'Contact',
  LOCATION: 'Location',
  SYSTEM: 'New message',
};

/**
 * The push for a new message. `badge` is the recipient's sum of unread messages; without `previews`
 * nothing of the message is shown.
 */
export function newMessageNote(
  chat: Chat,
  { chat_id, message_id, message_number, message }: NumberedMessage,
  { badge, previews }: { badge: number; previews: boolean },
): PushNote {
  const username = chat.usernames[message.from_user] ?? '';
  const body = previews ? shorten(bodyOf(message)) : 'New message';
  const texts =
    chat.type === 'direct'
      ? { title: username, body }
      : { title: shorten(chat.title), body: shorten(`${username}: ${body}`) };
  return {
    ...texts,
    data: {
      type: 'NEW_MESSAGE',
      chat_id,
      message_id,
      message_number: String(message_number),
      reference_id: message.from_user,
      reference_username: username,
    },
    badge,
    thread_id: chat_id,
    collapse_id: message_id,
  };
}

function bodyOf({ type, text, file_name, file }: Message): string {
  return text ?? file_name ?? (type === 'FILE' ? file?.name : undefined) ?? WORDS[type];
}

function shorten(text: string): string {
  if (text.length <= MAX_BODY_LENGTH) return text;
  // Cut between characters, not inside a surrogate pair.
  return `${text.slice(0, MAX_BODY_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
