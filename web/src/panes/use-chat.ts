import type { Chat } from '../firebase/documents.ts';
import { followChat } from '../firebase/one-chat.ts';
import { usePane } from './pane-context.ts';
import { useFollow } from './use-follow.ts';

/** A chat as the list has it, which costs nothing more; followed by itself where it is not in there. */
export function useChat(chat_id: string): Chat | undefined {
  const { chats } = usePane();
  const listed = chats?.find((chat) => chat.chat_id === chat_id);
  const isElsewhere = chats !== undefined && listed === undefined;
  const found = useFollow(followChat, isElsewhere ? chat_id : undefined);
  return listed ?? found;
}
