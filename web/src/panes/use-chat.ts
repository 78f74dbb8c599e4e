import { useRef } from 'preact/hooks';

import type { Chat } from '../firebase/documents.ts';
import { followChat } from '../firebase/one-chat.ts';
import { usePane } from './pane-context.ts';
import { useFollow } from './use-follow.ts';

/**
 * A chat as the list has it, which costs nothing more; followed by itself where it is not in there. A user who
 * is no member of it any more is led back to the list, wherever that was done.
 */
export function useChat(chat_id: string): Chat | undefined {
  const { chats, outbox, lose } = usePane();
  const known = useRef<Chat | undefined>(undefined);
  const listed = chats?.find((chat) => chat.chat_id === chat_id);
  const isElsewhere = chats !== undefined && listed === undefined;
  const found = useFollow(followChat, isElsewhere ? chat_id : undefined, () => {
    const what = known.current?.type === 'direct' ? 'chat' : 'group';
    const isUnsent = outbox
      .all()
      .some((each) => each.chat_id === chat_id && each.state !== 'taken');
    const unsent = isUnsent ? ' What you wrote there was not sent.' : '';
    lose(`You are no longer in this ${what}.${unsent}`);
  });
  known.current = listed ?? found ?? known.current;
  return listed ?? found;
}
