import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import { chatId, messageNumber } from '../../kernel/fields.ts';
import { requireMember } from '../chats/membership.ts';
import { receiptFields } from '../chats/receipt.ts';
import { readChat, updateChat } from '../chats/store.ts';
import { settleUnread } from '../events/store.ts';
import { raiseReceipt, type ReceiptKind } from './raise-receipt.ts';

export const receiptInput = z.strictObject({ chat_id: chatId, message_number: messageNumber });
type ReceiptInput = z.output<typeof receiptInput>;

/** The caller's numbers after the report. */
export const receiptNumbers = z
  .object({ delivered_number: z.int(), read_number: z.int() })
  .meta({ id: 'ReceiptNumbers' });
type ReceiptNumbers = z.output<typeof receiptNumbers>;

/** What a receipt can be refused for. */
export const RECEIPT_ERRORS = [
  'CHAT_NOT_FOUND',
  'CHAT_NOT_MEMBER',
  'MESSAGE_NUMBER_OUT_OF_RANGE',
  'TOO_BUSY',
] as const;

/** Records a receipt; 1 read, 1 write, and 1 write more when something was read. */
export function reportReceipt(
  ctx: Context,
  kind: ReceiptKind,
  { chat_id, message_number }: ReceiptInput,
  { uid }: Caller,
): Promise<ReceiptNumbers> {
  return ctx.db.transact(async (tx) => {
    const { chat, side } = requireMember(await readChat(tx, chat_id), uid);
    const raised = raiseReceipt(chat, side, kind, message_number);
    const { delivered_number, read_number } = raised.receipt;
    if (raised.changed) {
      const now = ctx.clock.now();
      updateChat(tx, chat_id, { ...receiptFields(side, raised.receipt), modified: now });
      if (raised.now_unread !== undefined) {
        settleUnread(tx, uid, chat_id, raised.now_unread, now);
      }
    }
    return { delivered_number, read_number };
  });
}
