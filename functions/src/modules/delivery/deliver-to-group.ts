import type { Context } from '../../context/context.ts';
import type { GroupChat } from '../chats/model.ts';
import { changeEvents } from '../events/store.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { decideDelivery } from './decide-delivery.ts';
import type { NumberedMessage } from './numbered-message.ts';

/**
 * Brings a message of a group to everybody in it but its sender, some at a time. Their pushes are sent
 * while the next ones are written: should this run die, it loses those of a few and not of all.
 */
export async function deliverToGroup(
  ctx: Context,
  chat: GroupChat,
  news: NumberedMessage,
  send: (pushes: ClaimedPush[]) => Promise<void>,
): Promise<void> {
  const { chat_id, message_number, message } = news;
  const others = chat.members.filter((uid) => uid !== message.from_user);
  const now = ctx.clock.now();
  const claimed = new Map<string, ClaimedPush>();
  const sending: Promise<void>[] = [];
  const delivered = changeEvents(
    ctx.db,
    others,
    (recipient, event) => {
      claimed.delete(recipient);
      const read_number = event.read?.[chat_id];
      // He has left, or was removed, since the chat was read.
      if (read_number === undefined) return undefined;
      // The chat may have gone on since it was read, even by this message where another run has just
      // numbered it: never below that, nor below the total that he was told before.
      const known_total = read_number + (event.unread[chat_id] ?? 0);
      const total = Math.max(chat.total_messages_count, message_number, known_total);
      const unread = total - read_number;
      const { change, push } = decideDelivery(
        { chat, news, recipient, event, read_number, unread },
        now,
      );
      if (push !== undefined) claimed.set(recipient, push);
      return change;
    },
    (changed) => {
      const pushes = changed.flatMap((uid) => claimed.get(uid) ?? []);
      for (const { recipient } of pushes) claimed.delete(recipient);
      sending.push(send(pushes));
    },
  );
  const [written] = await Promise.allSettled([delivered]);
  // What was claimed is sent also where the rest could not be written and comes with another delivery.
  const sent = await Promise.allSettled(sending);
  for (const outcome of [written, ...sent]) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
