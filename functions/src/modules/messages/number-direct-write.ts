import type { Context } from '../../context/context.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { DirectChat } from '../chats/model.ts';
import { sideOf } from '../chats/receipt.ts';
import { readChat, updateChat } from '../chats/store.ts';
import { settleUnread } from '../events/store.ts';
import { numberMessage } from './number-message.ts';
import { readMessage, setMessageNumber } from './store.ts';

/** A message's number and the chat as it stands after it. */
export interface NumberingPlan {
  message_number: number;
  chat: DirectChat;
  /** Writes it; to be called after the last read of the transaction, as Firestore asks. */
  write: () => void;
}

/**
 * Plans the number of a message that a client wrote itself. Whether it has one already is read from
 * the message, so this may run any number of times: the plan is then to write nothing. `undefined`
 * when chat or message are gone.
 *
 * Costs 2 reads, and 2 writes the first time.
 */
export async function planDirectWrite(
  tx: Tx,
  ctx: Context,
  chat_id: string,
  message_id: string,
): Promise<NumberingPlan | undefined> {
  const [chat, message] = await Promise.all([
    readChat(tx, chat_id),
    readMessage(tx, chat_id, message_id),
  ]);
  if (chat === undefined || message === undefined) return undefined;
  const known = message.message_number ?? null;
  if (known !== null) return { message_number: known, chat, write: () => {} };

  const { from_user } = message;
  const side = sideOf(chat, from_user);
  invariant(side !== undefined, 'the rules let a stranger write a message');
  const now = ctx.clock.now();
  const numbering = numberMessage(chat, side, message_id, message, 'direct', now);
  const { message_number, sender_unread } = numbering;
  return {
    message_number,
    chat: { ...chat, ...numbering.chat },
    write: () => {
      setMessageNumber(tx, chat_id, message_id, message_number);
      updateChat(tx, chat_id, numbering.chat);
      if (sender_unread !== undefined) settleUnread(tx, from_user, chat_id, sender_unread, now);
    },
  };
}

/** Numbers a message that a client wrote itself, at once; its number, or `null` when it is gone. */
export function numberDirectWrite(
  ctx: Context,
  chat_id: string,
  message_id: string,
): Promise<number | null> {
  return ctx.db.transact(async (tx) => {
    const plan = await planDirectWrite(tx, ctx, chat_id, message_id);
    plan?.write();
    return plan?.message_number ?? null;
  });
}
