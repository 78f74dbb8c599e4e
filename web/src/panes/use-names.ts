import type { Chat } from '../firebase/documents.ts';
import { peerOf } from '../screens/chats/chat-names.ts';
import { usePane } from './pane-context.ts';

/** How a side names people and chats, wherever it does: by the name they have given themselves. */
export function useNames() {
  const { nameOf } = usePane();
  /** A member; by his username until his name is known, and who has left and is gone by none. */
  const nameIn = ({ usernames }: Chat, uid: string): string =>
    nameOf(uid) ?? usernames[uid] ?? 'Somebody';
  /** What a chat is called for this user. */
  const titleOf = (chat: Chat, uid: string): string =>
    chat.type === 'group' ? chat.title : nameIn(chat, peerOf(chat, uid));
  return { nameIn, titleOf };
}
