import type { Instant } from '../../kernel/instant.ts';
import { fieldError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import type { GroupChat } from '../chats/model.ts';
import { readMember, updateMember } from '../chats/store.ts';
import { knownTotal } from '../events/model.ts';
import { clearMark, readEvent, settleRead } from '../events/store.ts';
import { raiseReceipt, type Progress } from './raise-receipt.ts';
import type { Report } from './report.ts';

/** A group's member has his receipts in his member document, and the truth in his event document. */
export async function reportInGroup(
  tx: Tx,
  chat: GroupChat,
  { chat_id, uid, kind, message_number }: Report,
  now: Instant,
): Promise<Progress> {
  const [member, event] = await Promise.all([
    readMember(tx, chat_id, uid),
    kind === 'read' ? readEvent(tx, uid) : undefined,
  ]);
  if (member === undefined) throw fieldError('CHAT_NOT_MEMBER', 'chat_id');
  const { delivered_number: delivered = 0, read_number: shown = 0 } = member;
  const before = { delivered_number: delivered, read_number: event?.read?.[chat_id] ?? shown };
  const raised = raiseReceipt(before, chat.total_messages_count, kind, message_number);
  const { delivered_number, read_number } = raised;
  if (raised.rises) {
    updateMember(tx, chat_id, uid, {
      delivered_number,
      ...(member.receipts_off !== true && raised.read_rises && { read_number }),
    });
  }
  if (raised.read_rises) {
    const total = knownTotal(event, chat_id, before.read_number, chat.total_messages_count);
    const unread = total - read_number;
    settleRead(tx, uid, chat_id, { read_number, unread, unmark: unread === 0 }, now);
  } else {
    clearMark(tx, uid, event, chat_id, now);
  }
  return { delivered_number, read_number };
}
