import type { Chat } from '../../firebase/documents.ts';
import type { Unsent } from '../../firebase/outbox.ts';
import type { ChatRowProps } from './chat-row.tsx';

/** The chats with what was written last in each and has not arrived; that counts for their order, too. */
export function withUnsent(chats: readonly Chat[], unsent: readonly Unsent[]): ChatRowProps[] {
  const timeOf = ({ chat, unsent: last }: ChatRowProps): number =>
    last?.written ?? chat.last_message_timestamp?.toMillis() ?? 0;
  return chats
    .map((chat) => ({ chat, unsent: unsent.findLast((message) => isLast(message, chat)) }))
    .sort((a, b) => timeOf(b) - timeOf(a));
}

function isLast({ chat_id, state, written }: Unsent, chat: Chat): boolean {
  if (chat_id !== chat.chat_id || state === 'taken') return false;
  return state === 'waiting' || written > (chat.last_message_timestamp?.toMillis() ?? 0);
}
