import { fieldError } from '../../kernel/errors.ts';
import type { DirectChat, Side } from '../chats/model.ts';
import { receiptOf, settle, type Receipt } from '../chats/receipt.ts';

/** What the caller says about the messages up to and including a number. */
export type ReceiptKind = 'delivered' | 'read';

/**
 * The receipt after `kind` was reported up to `message_number`. Upwards only: a report that comes late
 * or twice changes nothing and is answered with what stands. What is read has been delivered.
 *
 * @throws ParleyError MESSAGE_NUMBER_OUT_OF_RANGE for a number the chat has not reached
 */
export function raiseReceipt(
  chat: DirectChat,
  side: Side,
  kind: ReceiptKind,
  message_number: number,
): { receipt: Receipt; changed: boolean; now_unread: number | undefined } {
  const total = chat.total_messages_count;
  if (message_number > total) throw fieldError('MESSAGE_NUMBER_OUT_OF_RANGE', 'message_number');
  const before = receiptOf(chat, side);
  const read_number =
    kind === 'read' ? Math.max(before.read_number, message_number) : before.read_number;
  const delivered_number = Math.max(before.delivered_number, message_number);
  return {
    receipt: settle({ ...before, read_number, delivered_number }, total),
    changed: read_number > before.read_number || delivered_number > before.delivered_number,
    now_unread: read_number > before.read_number ? total - read_number : undefined,
  };
}
