import { useEffect, useState } from 'preact/hooks';

import type { Chat, Message } from '../../firebase/documents.ts';
import { followTyping } from '../../firebase/presence.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useFollow } from '../../panes/use-follow.ts';

/** Larger groups show no typing, so there is nothing to listen to. */
const MAX_MEMBERS = 50;
/** How long a sign holds. */
const TYPING_MS = 10_000;

/** Who else is typing in a chat just now. */
export function useTyping(chat: Chat | undefined, messages: readonly Message[]): string[] {
  const { uid, event } = usePane();
  const isBlocked = chat?.type === 'direct' && chat.blocked_by.length > 0;
  const isShown = chat !== undefined && !isBlocked && chat.members.length <= MAX_MEMBERS;
  const signs = useFollow(followTyping, isShown ? chat.chat_id : undefined);
  const [now, setNow] = useState(Date.now());
  const ends = Math.min(
    ...(signs ?? []).map(({ expires_at }) => expires_at.toMillis()).filter((end) => end > now),
  );
  useEffect(() => {
    setNow(Date.now());
    if (!Number.isFinite(ends)) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, ends - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [signs, ends]);
  // Whoever has just written is done with it.
  const lastOf = (author: string): number =>
    messages.findLast(({ from_user }) => from_user === author)?.created.toMillis() ?? 0;
  return (signs ?? [])
    .filter(({ expires_at }) => expires_at.toMillis() > Date.now())
    .filter((sign) => sign.uid !== uid && event?.blocked_users?.[sign.uid] !== true)
    .filter((sign) => sign.expires_at.toMillis() - TYPING_MS > lastOf(sign.uid))
    .map((sign) => sign.uid);
}
