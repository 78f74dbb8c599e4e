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
  // Missing where the sender has left the group since.
  const username = chat.usernames[message.from_user] ?? '';
  const isShown = previews && !isHiddenFromNewcomers(chat, message_number, message);
  const body = isShown ? shorten(bodyOf(message)) : 'New message';
  const texts =
    chat.type === 'direct'
      ? { title: username, body }
      : {
          title: shorten(chat.title),
          body: username === '' ? body : shorten(`${username}: ${body}`),
        };
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

/**
 * Whether some recipients may not see the message, in a group that hides what was before them: it was
 * written before they joined and numbered after. Who they are is not known here, so nobody is shown it.
 */
function isHiddenFromNewcomers(chat: Chat, message_number: number, { created }: Message): boolean {
  if (chat.type === 'direct' || chat.history === 'all') return false;
  const { joined, joined_number } = chat.last_joining;
  return message_number > joined_number && created.compare(joined) <= 0;
}

function bodyOf({ type, text, file_name, file }: Message): string {
  return text ?? file_name ?? (type === 'FILE' ? file?.name : undefined) ?? WORDS[type];
}

function shorten(text: string): string {
  if (text.length <= MAX_BODY_LENGTH) return text;
  // Cut between characters, not inside a surrogate pair.
  return `${text.slice(0, MAX_BODY_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
