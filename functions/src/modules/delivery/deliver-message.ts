import type { Context } from '../../context/context.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../store/transaction.ts';
import { otherSide, receiptOf, sideOf, userOf } from '../chats/receipt.ts';
import { readChat } from '../chats/store.ts';
import { claimPush } from '../events/push-claims.ts';
import { raiseNewMessage, readEvent, setPushClaims } from '../events/store.ts';
import type { Message } from '../messages/model.ts';
import { planDirectWrite, type NumberingPlan } from '../messages/number-direct-write.ts';
import type { PushNote } from '../push/sender.ts';
import { newMessageNote } from './new-message-note.ts';

/** A push that this run, and no other, is to send. */
export interface ClaimedPush {
  recipient: string;
  chat_id: string;
  message_number: number;
  note: PushNote;
  /** The devices an earlier attempt left; empty for all of the recipient's. */
  devices: string[];
}

/**
 * Brings a created message to its recipient's event document: numbers it where a client wrote it,
 * sets `unread` and the flag from the chat's state, and claims the push, all in one transaction. A
 * second run finds the claim and writes nothing: `undefined`, as for a message that was read already.
 *
 * Costs 2 reads and 1 write for a message sent by callable; 3 reads and 3 writes for a direct write.
 */
export function deliverMessage(
  ctx: Context,
  chat_id: string,
  message_id: string,
  message: Message,
): Promise<ClaimedPush | undefined> {
  return ctx.db.transact(async (tx) => {
    const plan = await numbered(tx, ctx, chat_id, message_id, message);
    if (plan === undefined) {
      ctx.log.warn('A message whose chat or document is gone', { chat_id, message_id });
      return undefined;
    }
    const { chat, message_number } = plan;
    const sender = sideOf(chat, message.from_user);
    invariant(sender !== undefined, 'a message whose sender is not in the chat');
    const recipient = userOf(chat, otherSide(sender));
    const { read_number } = receiptOf(chat, otherSide(sender));

    const event = await readEvent(tx, recipient);
    plan.write();
    const claim = claimPush(event?.push_claims?.[chat_id], message_number, read_number);
    if (!claim.granted) return undefined;
    const unread = chat.total_messages_count - read_number;
    if (claim.devices.length === 0) {
      raiseNewMessage(tx, recipient, chat_id, unread, claim.claims, ctx.clock.now());
    } else {
      setPushClaims(tx, recipient, chat_id, claim.claims);
    }
    const badge = sum({ ...event?.unread, [chat_id]: unread });
    const note = newMessageNote(chat, { chat_id, message_id, message_number }, message, badge);
    return { recipient, chat_id, message_number, note, devices: claim.devices };
  });
}

async function numbered(
  tx: Tx,
  ctx: Context,
  chat_id: string,
  message_id: string,
  message: Message,
): Promise<NumberingPlan | undefined> {
  const message_number = message.message_number ?? null;
  if (message_number === null) return planDirectWrite(tx, ctx, chat_id, message_id);
  const chat = await readChat(tx, chat_id);
  return chat && { message_number, chat, write: () => {} };
}

function sum(unread: Record<string, number>): number {
  return Object.values(unread).reduce((total, count) => total + count, 0);
}
