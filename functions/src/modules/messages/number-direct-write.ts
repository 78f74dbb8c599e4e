import type { Context } from '../../context/context.ts';
import type { Tx } from '../../store/transaction.ts';
import { memberSide } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { batchSeconds, isBusy } from '../chats/pace.ts';
import { readsHidden, receiptOf } from '../chats/receipt.ts';
import { chargeWritten } from '../chats/send-limit.ts';
import { readChat, sendLimitFields, updateChat } from '../chats/store.ts';
import { readInGroup, trulyRead, type HasRead } from '../events/model.ts';
import { readEvent } from '../events/store.ts';
import type { Message } from './model.ts';
import { numberMessage } from './number-message.ts';
import { writeSenderProgress } from './sender-progress.ts';
import { queueMessage } from './numbering-store.ts';
import { readMessage, setMessageNumber } from './store.ts';

/** What is to become of a message that a client wrote itself. */
export type NumberingPlan = NumberedPlan | BatchedPlan;

/** A message's number and the chat as it stands after it. */
export interface NumberedPlan {
  state: 'numbered';
  message_number: number;
  chat: Chat;
  message: Message;
  /** Writes it; to be called after the last read of the transaction, as Firestore asks. */
  write: () => void;
}

/** A busy group's message: it is numbered, and brought to the members, by a batch. */
export interface BatchedPlan {
  state: 'batched';
  /** `null` until the batch. */
  message_number: number | null;
  seconds: number;
  write: () => void;
}

/**
 * Plans the number of a message that a client wrote itself. Whether it has one already is read from
 * the message, so this may run any number of times: the plan is then to write nothing. `undefined`
 * when chat or message are gone. Beyond the sender's limit it is numbered as ever, and not pushed.
 *
 * Costs 2 reads, and 2 writes the first time; in a group 1 read and up to 2 writes more. In a busy group 2
 * reads and 1 write, and the batch's.
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
  const { batched } = message;
  const nothing = () => {};
  if (batched !== undefined) {
    return { state: 'batched', message_number: known, seconds: batched.seconds, write: nothing };
  }
  if (known !== null) {
    return { state: 'numbered', message_number: known, chat, message, write: nothing };
  }
  const now = ctx.clock.now();
  if (isBusy(chat, now)) {
    const seconds = batchSeconds(chat);
    const write = () => queueMessage(tx, chat_id, message_id, message, { door: 'direct', seconds });
    return { state: 'batched', message_number: null, seconds, write };
  }

  const { from_user } = message;
  const sender_read = await readUpTo(tx, chat_id, chat, from_user);
  const numbering = numberMessage(chat, message_id, message, sender_read, 'direct', now);
  const { message_number, sender } = numbering;
  const charge = chargeWritten(chat, from_user, ctx.config.send_limit, now);
  const push_held = charge === undefined ? true : undefined;
  return {
    state: 'numbered',
    message_number,
    chat: { ...chat, ...numbering.chat } as Chat,
    message: { ...message, ...(push_held && { push_held }) },
    write: () => {
      setMessageNumber(tx, chat_id, message_id, message_number, push_held);
      updateChat(tx, chat_id, {
        ...numbering.chat,
        ...(charge && sendLimitFields(from_user, charge)),
      });
      if (sender_read !== undefined) {
        writeSenderProgress(tx, chat_id, chat, from_user, sender, now);
      }
    },
  };
}

/**
 * Up to where a sender had read. `undefined` for one who left the group between his write and now:
 * his message has its number all the same.
 */
async function readUpTo(
  tx: Tx,
  chat_id: string,
  chat: Chat,
  uid: string,
): Promise<HasRead | undefined> {
  const shown = chat.type === 'direct' ? receiptOf(chat, memberSide(chat, uid)).read_number : 0;
  if (chat.type === 'direct' && !readsHidden(chat)) return { read_number: shown };
  const event = await readEvent(tx, uid);
  if (chat.type === 'group') return readInGroup(event, chat_id);
  return { read_number: trulyRead(event, chat_id, shown) };
}

/**
 * Numbers a message that a client wrote itself, at once; its number, or `null` when it is gone or waits for
 * a batch, which its trigger then asks for.
 */
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
