import type { DirectChat, Side } from './model.ts';

/** What one of the two users has received and read, in message numbers, and the flags that follow. */
export interface Receipt {
  read_number: number;
  delivered_number: number;
  last_msg_read: boolean;
  notify_new_message: boolean;
}

export function sideOf(chat: DirectChat, uid: string): Side | undefined {
  if (uid === chat.user1) return 1;
  return uid === chat.user2 ? 2 : undefined;
}

export function userOf(chat: DirectChat, side: Side): string {
  return side === 1 ? chat.user1 : chat.user2;
}

export function otherSide(side: Side): Side {
  return side === 1 ? 2 : 1;
}

export function receiptOf(chat: DirectChat, side: Side): Receipt {
  return {
    read_number: chat[`read_number_user${side}`],
    delivered_number: chat[`delivered_number_user${side}`],
    last_msg_read: chat[`last_msg_read_by_user${side}`],
    notify_new_message: chat[`notify_new_message_to_user${side}`],
  };
}

/** The chat's fields for `side`. */
export function receiptFields(side: Side, receipt: Receipt): Partial<DirectChat> {
  return {
    [`read_number_user${side}`]: receipt.read_number,
    [`delivered_number_user${side}`]: receipt.delivered_number,
    [`last_msg_read_by_user${side}`]: receipt.last_msg_read,
    [`notify_new_message_to_user${side}`]: receipt.notify_new_message,
  };
}

/** Whether the two see nothing of each other's reading: one of them switched read receipts off. */
export function readsHidden(chat: DirectChat): boolean {
  return (chat.receipts_off_by ?? []).length > 0;
}

/**
 * A receipt with the numbers given and the flags that follow from them: `last_msg_read` is
 * `read == total`, and a raised notification falls once everything is read.
 */
export function settle(receipt: Receipt, total: number): Receipt {
  const last_msg_read = receipt.read_number === total;
  return {
    ...receipt,
    last_msg_read,
    notify_new_message: receipt.notify_new_message && !last_msg_read,
  };
}
