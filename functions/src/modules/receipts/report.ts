import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import type { Caller } from '../../context/endpoint.ts';
import { chatId, messageNumber } from '../../kernel/fields.ts';
import { requireMember } from '../chats/membership.ts';
import { readChat } from '../chats/store.ts';
import type { Progress, ReceiptKind } from './raise-receipt.ts';
import { reportInDirect } from './report-in-direct.ts';
import { reportInGroup } from './report-in-group.ts';

export const receiptInput = z.strictObject({ chat_id: chatId, message_number: messageNumber });
type ReceiptInput = z.output<typeof receiptInput>;

/** The caller's numbers after the report. */
export const receiptNumbers = z
  .object({ delivered_number: z.int(), read_number: z.int() })
  .meta({ id: 'ReceiptNumbers' });

/** What a receipt can be refused for. */
export const RECEIPT_ERRORS = [
  'CHAT_NOT_FOUND',
  'CHAT_NOT_MEMBER',
  'MESSAGE_NUMBER_OUT_OF_RANGE',
  'TOO_BUSY',
] as const;

/** One report of one member about one chat. */
export interface Report {
  chat_id: string;
  uid: string;
  kind: ReceiptKind;
  message_number: number;
}

/**
 * Records a receipt. In a direct chat: 1 read, 1 write, and 1 write more when something was read; 1 read
 * more where read receipts are off, or where nothing rises. In a group: 3 reads and 2 writes to read,
 * 2 reads and 1 write for a delivery.
 */
export function reportReceipt(
  ctx: Context,
  kind: ReceiptKind,
  { chat_id, message_number }: ReceiptInput,
  { uid }: Caller,
): Promise<Progress> {
  const report: Report = { chat_id, uid, kind, message_number };
  return ctx.db.transact(async (tx) => {
    const chat = requireMember(await readChat(tx, chat_id), uid);
    const now = ctx.clock.now();
    return chat.type === 'direct'
      ? reportInDirect(tx, chat, report, now)
      : reportInGroup(tx, chat, report, now);
  });
}
