import { useClientConfig } from '../../app/client-config.ts';
import type { Chat } from '../../firebase/documents.ts';
import { usePane } from '../../panes/pane-context.ts';
import { useAdmin } from '../../panes/use-admin.ts';
import { useNames } from '../../panes/use-names.ts';
import { closedUntil } from '../../ui/explain.ts';
import { peerOf } from '../chats/chat-names.ts';
import { useOpening } from './use-opening.ts';

/** Why the user cannot write in a chat, as far as the page knows. */
export interface Barrier {
  text: string;
  /** Whom he has blocked, which he can lift. */
  blocked?: string;
}

/** What keeps the user from writing in a chat just now; the documents that say so are there anyway. */
export function useBarrier(chat: Chat | undefined): Barrier | undefined {
  const { uid, event } = usePane();
  const { nameIn } = useNames();
  const isAdmin = useAdmin();
  const opening = useOpening(useClientConfig().active_hours);
  if (chat === undefined) return undefined;
  if (!chat.active) {
    const isDirect = chat.type === 'direct';
    const text = isDirect ? 'This account was deleted.' : 'This group is closed.';
    return { text: `${text} Nobody can write here any more.` };
  }
  if (chat.type === 'direct') {
    const peer = peerOf(chat, uid);
    const name = nameIn(chat, peer);
    if (event?.blocked_users?.[peer] === true) {
      return { text: `You have blocked ${name}: neither of you can write.`, blocked: peer };
    }
    if (chat.blocked_by.includes(peer)) return { text: `${name} takes no messages from you.` };
  } else if (chat.posting === 'admins' && chat.roles[uid] === 'member') {
    return { text: 'Only admins write here.' };
  }
  if (opening === undefined || isAdmin) return undefined;
  return { text: opening === null ? 'It is closed just now.' : closedUntil(opening) };
}
