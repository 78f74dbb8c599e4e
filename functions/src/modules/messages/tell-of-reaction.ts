import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Chat } from '../chats/model.ts';
import { readEvent } from '../events/store.ts';
import { notifyAlike } from '../notifications/notify-alike.ts';
import type { Message } from './model.ts';
import type { Target } from './target.ts';

/**
 * Tells the author of a message who reacted to it, one entry for all who do: unless it is he, or he has
 * left or muted the chat, or deleted the message for himself. What is taken back stays told and counted: the
 * entry is what keeps somebody who takes his back and reacts again from being told of each time.
 *
 * Costs 2 reads and at most 2 writes; nothing for one's own message.
 */
export async function tellOfReaction(
  tx: Tx,
  { chat_id, message_id }: Target,
  { chat, message }: { chat: Chat; message: Message },
  reaction: { by: string; emoji: string },
  now: Instant,
): Promise<void> {
  const { by, emoji } = reaction;
  const author = message.from_user;
  if (author === by || !chat.members.includes(author)) return;
  if (message.hidden_for?.includes(author) === true) return;
  const event = await readEvent(tx, author);
  const muted_until = event?.muted?.[chat_id];
  if (muted_until !== undefined && muted_until.compare(now) > 0) return;
  const username = chat.usernames[by] ?? 'Somebody';
  const news = {
    uid: author,
    id: `reaction-${chat_id}-${message_id}`,
    type: 'REACTION' as const,
    actor: by,
    reference_type: 'message',
    reference_id: `${chat_id}/${message_id}`,
    // What is told of several names none of them.
    words: (count: number) =>
      count === 1
        ? { title: 'New reaction', body: `${username} reacted to your message: ${emoji}` }
        : { title: `${count} people reacted to your message`, body: `The latest: ${emoji}` },
  };
  await notifyAlike(tx, event, news, now);
}
