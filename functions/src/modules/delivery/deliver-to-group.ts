import type { Context } from '../../context/context.ts';
import type { GroupChat } from '../chats/model.ts';
import { changeEvents } from '../events/store.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { decideDelivery } from './decide-delivery.ts';
import type { NumberedMessage } from './numbered-message.ts';

/** Brings a message of a group to everybody in it but its sender. */
export async function deliverToGroup(
  ctx: Context,
  chat: GroupChat,
  news: NumberedMessage,
): Promise<ClaimedPush[]> {
  const { chat_id, message } = news;
  const others = chat.members.filter((uid) => uid !== message.from_user);
  const now = ctx.clock.now();
  const pushes = new Map<string, ClaimedPush>();
  await changeEvents(ctx.db, others, (recipient, event) => {
    pushes.delete(recipient);
    const read_number = event.read?.[chat_id];
    // He has left, or was removed, since the chat was read.
    if (read_number === undefined) return undefined;
    // The chat may have gone on since it was read: never below the total that he was told before.
    const known_total = read_number + (event.unread[chat_id] ?? 0);
    const unread = Math.max(chat.total_messages_count, known_total) - read_number;
    const { change, push } = decideDelivery(
      { chat, news, recipient, event, read_number, unread },
      now,
    );
    if (push !== undefined) pushes.set(recipient, push);
    return change;
  });
  return [...pushes.values()];
}
