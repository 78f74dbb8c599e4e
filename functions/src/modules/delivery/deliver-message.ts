import type { Context } from '../../context/context.ts';
import type { Message } from '../messages/model.ts';
import { readChat } from '../chats/store.ts';
import type { NumberingPlan } from '../messages/number-direct-write.ts';
import { planDirectWrite } from '../messages/number-direct-write.ts';
import { readMessage } from '../messages/store.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { deliverToGroup } from './deliver-to-group.ts';
import { deliverToPeer } from './deliver-to-peer.ts';
import { enqueueNumbering } from './enqueue-numbering.ts';
import type { NumberedMessage } from './numbered-message.ts';

/**
 * Brings a created message to its recipients' event documents: numbers it where a client wrote it, sets
 * `unread` and the flags from state, claims the pushes and has `send` send them. A second run finds the
 * claims, writes nothing and sends nothing; nor does it for what was read already.
 *
 * Costs, in a direct chat, 2 reads and 1 write for a message sent by callable, 3 reads and 3 writes for
 * a direct write, all in one transaction. In a busy group it only asks for the batch, and costs 2 reads and
 * 1 write for a direct write. In any other group of M members it costs 2 reads, and a read and a
 * write for each of the M - 1 others; each is a transaction of its own, and a run that died halfway is
 * continued by the next.
 */
export async function deliverMessage(
  ctx: Context,
  chat_id: string,
  message_id: string,
  message: Message,
  send: (pushes: ClaimedPush[]) => Promise<void>,
): Promise<void> {
  // Only a batch numbers it, and brings it to the members.
  if (message.batched !== undefined) {
    return enqueueNumbering(ctx, chat_id, message.batched.seconds);
  }
  const delivered = await ctx.db.transact(async (tx) => {
    const plan = await numbered(tx, ctx, chat_id, message_id, message);
    if (plan === undefined) {
      ctx.log.warn('A message whose chat or document is gone', { chat_id, message_id });
      return { pushes: [] };
    }
    if (plan.state === 'batched') {
      plan.write();
      return { waits: plan.message_number === null ? plan.seconds : null };
    }
    const { chat, message_number } = plan;
    const news: NumberedMessage = { chat_id, message_id, message_number, message: plan.message };
    if (chat.type === 'direct')
      return { pushes: await deliverToPeer(tx, ctx, chat, news, plan.write) };
    plan.write();
    return { group: chat, news };
  });
  if (delivered.waits !== undefined) {
    if (delivered.waits !== null) await enqueueNumbering(ctx, chat_id, delivered.waits);
  } else if (delivered.pushes === undefined) {
    await deliverToGroup(ctx, delivered.group, delivered.news, send);
  } else if (delivered.pushes.length > 0) await send(delivered.pushes);
}

/** Numbers what a client wrote; what came by callable has its number. */
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
  if (chat === undefined) return undefined;
  const stale = chat.last_change !== undefined && chat.last_change.compare(message.created) >= 0;
  const current = stale ? await readMessage(tx, chat_id, message_id) : message;
  return current && { state: 'numbered', message_number, chat, message: current, write: () => {} };
}
