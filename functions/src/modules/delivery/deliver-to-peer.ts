import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import { memberSide } from '../chats/membership.ts';
import type { DirectChat } from '../chats/model.ts';
import { otherSide, receiptOf, userOf } from '../chats/receipt.ts';
import { newExternalEvent, trulyRead } from '../events/model.ts';
import { changeEvent, readEvent } from '../events/store.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { decideDelivery } from './decide-delivery.ts';
import type { NumberedMessage } from './numbered-message.ts';

/** Brings a message of a direct chat to the other of the two, within the transaction that numbers it. */
export async function deliverToPeer(
  tx: Tx,
  ctx: Context,
  chat: DirectChat,
  news: NumberedMessage,
  write_number: () => void,
): Promise<ClaimedPush[]> {
  const side = otherSide(memberSide(chat, news.message.from_user));
  const recipient = userOf(chat, side);
  const now = ctx.clock.now();
  const event = (await readEvent(tx, recipient)) ?? newExternalEvent(now);
  write_number();
  const shown = receiptOf(chat, side).read_number;
  const read_number = trulyRead(event, news.chat_id, shown);
  const unread = chat.total_messages_count - read_number;
  const { change, push } = decideDelivery(
    { chat, news, recipient, event, read_number, unread },
    now,
  );
  if (change !== undefined) changeEvent(tx, recipient, change);
  return push === undefined ? [] : [push];
}
