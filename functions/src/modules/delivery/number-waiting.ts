import type { Context } from '../../context/context.ts';
import { batchSeconds } from '../chats/pace.ts';
import type { ExternalEvent } from '../events/model.ts';
import { readEvents } from '../events/store.ts';
import { finishFanOut } from '../messages/finish-fan-out.ts';
import { MAX_BATCH, numberBatch, type Batch } from '../messages/number-batch.ts';
import { listNumberedAbove, type StoredMessage } from '../messages/store.ts';
import { decideBatch } from './decide-batch.ts';
import { enqueueNumbering } from './enqueue-numbering.ts';
import { fanOut } from './fan-out.ts';
import { sendPushes } from './send-pushes.ts';

/**
 * Numbers what waits in a group and brings it to everybody: each member's event document is written
 * once for the whole batch, and he gets one push of it. What died in between, after the numbers or
 * halfway through the members, is finished by the next run, whoever starts it. Two at once do no harm.
 *
 * Costs, besides {@link numberBatch}, 1 read for each who wrote, a read and a write for each member to whom
 * something is new and the devices of those who get a push, and 1 read and 1 write at its end.
 *
 * @throws PushUnavailableError
 */
export async function numberWaiting(ctx: Context, chat_id: string): Promise<void> {
  const batch = await numberBatch(ctx, chat_id);
  if (batch === undefined) return;
  const { chat } = batch;
  const messages = await messagesOf(ctx, chat_id, batch);
  const authors = await authorsOf(ctx, messages);
  const now = ctx.clock.now();
  await fanOut(
    ctx,
    chat.members,
    (recipient, event) => decideBatch({ chat_id, chat, messages, recipient, event, authors }, now),
    (pushes) => sendPushes(ctx, pushes),
  );
  await finishFanOut(ctx, chat_id, batch.through);
  if (batch.messages.length === 0) return;
  // More may have come meanwhile, whose own task was taken for this one.
  const is_full = batch.messages.length === MAX_BATCH;
  await enqueueNumbering(ctx, chat_id, is_full ? 1 : batchSeconds(chat));
}

/** All messages that are to be brought to the members: where a run died, also those it had numbered. */
async function messagesOf(
  ctx: Context,
  chat_id: string,
  { above, through, messages }: Batch,
): Promise<StoredMessage[]> {
  const first = messages[0]?.message_number ?? Infinity;
  if (first === above + 1) return messages;
  // While FCM is away for long, only the newest are pushed; what is counted follows from the total.
  const from = Math.max(above, through - MAX_BATCH);
  return listNumberedAbove(ctx.db, chat_id, from, through - from);
}

/** The event documents of those who wrote them, which say whom they have blocked. */
async function authorsOf(
  ctx: Context,
  messages: readonly StoredMessage[],
): Promise<Map<string, ExternalEvent>> {
  const uids = [...new Set(messages.map(({ message }) => message.from_user))];
  if (uids.length === 0) return new Map();
  const events = await readEvents(ctx.db, uids);
  return new Map(
    uids.flatMap((uid, index): [string, ExternalEvent][] => {
      const event = events[index];
      return event === undefined ? [] : [[uid, event]];
    }),
  );
}
