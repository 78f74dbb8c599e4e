import type { Chat, DirectChat } from '../../firebase/documents.ts';

/** The other of the two. */
export function peerOf({ user1, user2 }: DirectChat, uid: string): string {
  return user1 === uid ? user2 : user1;
}

/** What a chat is called for this user. */
export function titleOf(chat: Chat, uid: string): string {
  if (chat.type === 'group') return chat.title;
  const peer = peerOf(chat, uid);
  return nameIn(chat, peer);
}

/** What a member is called in a chat; who has left it, or the system, has no name there any more. */
export function nameIn({ usernames }: Chat, uid: string): string {
  return usernames[uid] ?? 'Somebody';
}

// docs: preview
/** The last message in a line; who hid it for himself sees nothing of it. */
export function previewOf(chat: Chat, uid: string): string {
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
