import type { Context } from '../../context/context.ts';
import type { GroupChat } from '../chats/model.ts';
import { knownTotal } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { decideDelivery } from './decide-delivery.ts';
import { fanOut } from './fan-out.ts';
import type { NumberedMessage } from './numbered-message.ts';

/**
 * Brings a message of a group to everybody in it but its sender; see {@link fanOut}. Costs 1 read besides,
 * of whom he has blocked: the chat of many does not say it.
 */
export async function deliverToGroup(
  ctx: Context,
  chat: GroupChat,
  news: NumberedMessage,
  send: (pushes: ClaimedPush[]) => Promise<void>,
): Promise<void> {
  const { chat_id, message_number, message } = news;
  const others = chat.members.filter((uid) => uid !== message.from_user);
  const author = await readEvent(ctx.db, message.from_user);
  const now = ctx.clock.now();
  return fanOut(
    ctx,
    others,
    (recipient, event) => {
      const read_number = event.read?.[chat_id];
      // He has left, or was removed, since the chat was read.
      if (read_number === undefined) return {};
      // The chat may have been read before another run numbered this very message.
      const total = Math.max(chat.total_messages_count, message_number);
      const unread = knownTotal(event, chat_id, read_number, total) - read_number;
      return decideDelivery({ chat, news, recipient, event, author, read_number, unread }, now);
    },
    send,
  );
}
