import type { Context } from '../../context/context.ts';
import type { GroupChat } from '../chats/model.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { decideDelivery } from './decide-delivery.ts';
import { fanOut } from './fan-out.ts';
import type { NumberedMessage } from './numbered-message.ts';

/** Brings a message of a group to everybody in it but its sender; see {@link fanOut}. */
export function deliverToGroup(
  ctx: Context,
  chat: GroupChat,
  news: NumberedMessage,
  send: (pushes: ClaimedPush[]) => Promise<void>,
): Promise<void> {
  const { chat_id, message_number, message } = news;
  const others = chat.members.filter((uid) => uid !== message.from_user);
  const now = ctx.clock.now();
  return fanOut(
    ctx,
    others,
    (recipient, event) => {
      const read_number = event.read?.[chat_id];
      // He has left, or was removed, since the chat was read.
      if (read_number === undefined) return {};
      // The chat may have gone on since it was read, even by this message where another run has just
      // numbered it: never below that, nor below the total that he was told before.
      const known_total = read_number + (event.unread[chat_id] ?? 0);
      const total = Math.max(chat.total_messages_count, message_number, known_total);
      const unread = total - read_number;
      return decideDelivery({ chat, news, recipient, event, read_number, unread }, now);
    },
    send,
  );
}
