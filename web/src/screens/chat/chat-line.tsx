import type { Chat } from '../../firebase/documents.ts';
import { followPresence } from '../../firebase/presence.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';
import { useNames } from '../../panes/use-names.ts';
import { shortTime } from '../../ui/times.ts';
import { peerOf } from '../chats/chat-names.ts';

/** The line below a chat's name: who is typing, else who is there. */
export function ChatLine({ chat, typing }: { chat: Chat; typing: readonly string[] }) {
  const { uid, online } = usePane();
  const { nameIn } = useNames();
  const peer = chat.type === 'direct' ? peerOf(chat, uid) : undefined;
  // Neither sees of the other then whether he is there; what ends a listener so begins it again.
  const isBlocked = chat.type === 'direct' && chat.blocked_by.length > 0;
  const presence = useFollow(followPresence, isBlocked ? undefined : peer);
  if (typing.length > 0) {
    const who = typing.map((other) => nameIn(chat, other)).join(', ');
    return (
      <span class="typing" role="status">
        {chat.type === 'direct' ? 'typing…' : `${who}: typing…`}
      </span>
    );
  }
  if (chat.type === 'group') {
    const what = chat.posting === 'admins' ? 'channel' : 'group';
    return <>{`${what} of ${chat.members.length}`}</>;
  }
  if (presence === undefined) return <>direct chat</>;
  const { state, last_seen, expires_at } = presence;
  const holds = expires_at.toMillis() > Date.now();
  // Without a connection nobody knows whether he still is.
  if (online && holds && state !== 'offline') return <>{state}</>;
  return <>last seen {shortTime(last_seen.toDate())}</>;
}
