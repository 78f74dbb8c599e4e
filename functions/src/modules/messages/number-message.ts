import type { Instant } from '../../kernel/instant.ts';
import type { DirectChat, LastMessage, Side } from '../chats/model.ts';
import { otherSide, receiptFields, receiptOf, settle } from '../chats/receipt.ts';
import type { Message } from './model.ts';

/** Which door a message came in by: the callable, or a client's own write to Firestore. */
export type Door = 'callable' | 'direct';

/** What numbering a message changes. */
export interface Numbering {
  message_number: number;
  chat: Partial<DirectChat>;
  /**
   * The sender's unread count in this chat when it changes, which is rare: it falls to 0 when he
   * answers by callable without having read, and stays above 0 after a late direct write.
   */
  sender_unread: number | undefined;
}

/**
 * Gives a message the chat's next number.
 *
 * Sending by callable proves that the sender has the chat before him, so it marks everything up to
 * the new message as delivered to and read by him. A direct write may have waited offline for days:
 * it raises his numbers only where he had seen everything before it.
 */
export function numberMessage(
  chat: DirectChat,
  side: Side,
  message_id: string,
  message: Message,
  door: Door,
  now: Instant,
): Numbering {
  const before = chat.total_messages_count;
  const message_number = before + 1;
  const seen = (number: number) =>
    door === 'callable' || number === before ? message_number : number;

  const sender = receiptOf(chat, side);
  const recipient = receiptOf(chat, otherSide(side));
  const read_number = seen(sender.read_number);
  const unread = message_number - read_number;
  return {
    message_number,
    chat: {
      total_messages_count: message_number,
      ...preview(chat, message_id, message, message_number),
      started: true,
      modified: now,
      ...receiptFields(
        side,
        settle(
          { ...sender, read_number, delivered_number: seen(sender.delivered_number) },
          message_number,
        ),
      ),
      ...receiptFields(
        otherSide(side),
        settle({ ...recipient, notify_new_message: true }, message_number),
      ),
    },
    sender_unread: unread === before - sender.read_number ? undefined : unread,
  };
}

/**
 * The chat's preview after this message. Clients order by `created`, then number, so a late message
 * with an earlier `created` does not become the preview; what the list shows is the bottom of the
 * open chat, in whatever order the messages were processed.
 */
function preview(
  chat: DirectChat,
  message_id: string,
  message: Message,
  message_number: number,
): Partial<DirectChat> {
  const { last_message_timestamp } = chat;
  if (last_message_timestamp !== null && message.created.compare(last_message_timestamp) < 0) {
    return {};
  }
  const { from_user, type, text } = message;
  const last_message: LastMessage = { message_id, from_user, type, text, message_number };
  return { last_message, last_message_timestamp: message.created };
}
