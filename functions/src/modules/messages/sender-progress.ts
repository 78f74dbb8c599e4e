import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Chat } from '../chats/model.ts';
import { updateMember } from '../chats/store.ts';
import { settleRead, settleUnread, type EventChange } from '../events/store.ts';
import type { SenderProgress } from './number-message.ts';

/**
 * Writes how far a message's sender has come, beside the chat, which holds it for direct chats. In a
 * direct chat that is rarely a write, and one where read receipts are off and the chat tells less than
 * he has read; in a group one for his event document, and one for his member document where his numbers
 * rise.
 * `more` changes with his event document where that is written: in a group always.
 */
export function writeSenderProgress(
  tx: Tx,
  chat_id: string,
  chat: Chat,
  uid: string,
  sender: SenderProgress,
  now: Instant,
  more: EventChange = {},
): void {
  const { read_number, unread, unread_changed, untold } = sender;
  if (chat.type === 'group' && unread === 0) {
    const delivered_number = read_number;
    updateMember(tx, chat_id, uid, { ...(!untold && { read_number }), delivered_number });
    settleRead(tx, uid, chat_id, { read_number, unread }, now, more);
  } else if (untold) {
    settleRead(tx, uid, chat_id, { read_number, unread }, now, more);
  } else if (unread_changed) {
    settleUnread(tx, uid, chat_id, { unread }, now, more);
  }
}
