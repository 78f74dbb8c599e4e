import type { Chat, DirectChat } from '../../firebase/documents.ts';

/** The other of the two. */
export function peerOf({ user1, user2 }: DirectChat, uid: string): string {
  return user1 === uid ? user2 : user1;
}

/** Of whom a chat has its colour: of the other in it, as everywhere, or its own. */
export function seedOf(chat: Chat, uid: string): string {
  return chat.type === 'direct' ? peerOf(chat, uid) : chat.chat_id;
}

// docs: preview
/** The last message in a line; who hid it for himself sees nothing of it. */
export function previewOf(
  chat: Chat,
  uid: string,
  nameIn: (chat: Chat, uid: string) => string,
): string {
  const { last_message } = chat;
  if (last_message === null) return 'No message yet';
  const { from_user, type, text, deleted, hidden_for } = last_message;
  if (hidden_for?.includes(uid) === true) return 'Hidden';
  const said = deleted === true ? 'deleted' : (text ?? wordsFor(type));
  if (type === 'SYSTEM') return said;
  return from_user === uid
    ? `You: ${said}`
    : chat.type === 'group'
      ? `${nameIn(chat, from_user)}: ${said}`
      : said;
}
// end of docs: preview

/** A message that has no text, in a word. */
export function wordsFor(type: string): string {
  const words: Record<string, string> = {
    IMAGE: 'Picture',
    VIDEO: 'Video',
    AUDIO: 'Voice message',
    FILE: 'File',
    CONTACT: 'Contact',
    LOCATION: 'Place',
  };
  return words[type] ?? 'Message';
}
