import type { DirectChat, Side } from '../chats/model.ts';
import { receiptFields, receiptOf, settle, userOf } from '../chats/receipt.ts';

/** Who of a chat's members has read receipts off, after one of them switched his. */
export function offAfter(before: readonly string[] = [], uid: string, is_off: boolean): string[] {
  const others = before.filter((other) => other !== uid);
  return is_off ? [...others, uid] : others;
}

/** Whether a member has read receipts off in a chat. */
export function hasOff(off_by: readonly string[] | undefined, uid: string): boolean {
  return off_by?.includes(uid) === true;
}

/**
 * What is shown of a direct chat again, once neither of the two hides it: what each has truly read,
 * also while it was hidden. What is read is one number, so the next message read would tell it anyway;
 * and from here on the chat alone says what is unread.
 *
 * @param truly up to where each has read, by uid, as far as it differs from what the chat shows
 */
export function shownAgain(
  chat: DirectChat,
  truly: Readonly<Record<string, number | undefined>>,
): Partial<DirectChat> {
  return Object.assign({}, ...([1, 2] as const).map((side) => ofSide(chat, side, truly))) as object;
}

function ofSide(
  chat: DirectChat,
  side: Side,
  truly: Readonly<Record<string, number | undefined>>,
): Partial<DirectChat> {
  const shown = receiptOf(chat, side);
  const read_number = Math.max(shown.read_number, truly[userOf(chat, side)] ?? 0);
  const delivered_number = Math.max(shown.delivered_number, read_number);
  const receipt = { ...shown, read_number, delivered_number };
  return receiptFields(side, settle(receipt, chat.total_messages_count));
}
