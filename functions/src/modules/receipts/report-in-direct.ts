import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { memberSide } from '../chats/membership.ts';
import type { DirectChat } from '../chats/model.ts';
import { retryAfterDelivery } from '../chats/push-retry.ts';
import { readsHidden, receiptFields, receiptOf, settle, type Receipt } from '../chats/receipt.ts';
import { updateChat } from '../chats/store.ts';
import { trulyRead } from '../events/model.ts';
import { clearMark, readEvent, settleRead, settleUnread } from '../events/store.ts';
import { raiseReceipt, type Progress } from './raise-receipt.ts';
import type { Report } from './report.ts';

/** A direct chat holds the receipts of both, unless one of them switched read receipts off. */
export async function reportInDirect(
  tx: Tx,
  chat: DirectChat,
  report: Report,
  now: Instant,
): Promise<Progress> {
  if (readsHidden(chat)) return reportHidden(tx, chat, report, now);
  const { chat_id, uid, kind, message_number } = report;
  const side = memberSide(chat, uid);
  const before = receiptOf(chat, side);
  const total = chat.total_messages_count;
  const raised = raiseReceipt(before, total, kind, message_number);
  const { delivered_number, read_number } = raised;
  if (raised.rises) {
    const receipt = settle({ ...before, delivered_number, read_number }, total);
    const retry = retryAfterDelivery(chat, side, delivered_number);
    updateChat(tx, chat_id, { ...receiptFields(side, receipt), ...retry, modified: now });
  }
  const unread = total - read_number;
  if (raised.read_rises) settleUnread(tx, uid, chat_id, { unread, unmark: unread === 0 }, now);
  else if (kind === 'read') clearMark(tx, uid, await readEvent(tx, uid), chat_id, now);
  return { delivered_number, read_number };
}

/**
 * With read receipts off on either side, what is read stays in the reader's own event document. What
 * was delivered is shared as ever, and the chat's flag follows it, as it would tell of reading else.
 */
async function reportHidden(
  tx: Tx,
  chat: DirectChat,
  { chat_id, uid, kind, message_number }: Report,
  now: Instant,
): Promise<Progress> {
  const side = memberSide(chat, uid);
  const shown = receiptOf(chat, side);
  const event = await readEvent(tx, uid);
  const truly = trulyRead(event, chat_id, shown.read_number);
  const total = chat.total_messages_count;
  const raised = raiseReceipt({ ...shown, read_number: truly }, total, kind, message_number);
  const { delivered_number, read_number } = raised;
  if (delivered_number > shown.delivered_number) {
    const receipt: Receipt = {
      ...shown,
      delivered_number,
      notify_new_message: shown.notify_new_message && delivered_number < total,
    };
    const retry = retryAfterDelivery(chat, side, delivered_number);
    updateChat(tx, chat_id, { ...receiptFields(side, receipt), ...retry, modified: now });
  }
  if (raised.read_rises) {
    const unread = total - read_number;
    settleRead(tx, uid, chat_id, { read_number, unread, unmark: unread === 0 }, now);
  } else if (kind === 'read') {
    clearMark(tx, uid, event, chat_id, now);
  }
  return { delivered_number, read_number };
}
