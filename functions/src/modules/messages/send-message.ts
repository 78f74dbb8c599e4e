import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint, type Caller } from '../../context/endpoint.ts';
import { fieldError, ParleyError, type Reason } from '../../kernel/errors.ts';
import { chatId, messageId } from '../../kernel/fields.ts';
import { latest } from '../../kernel/instant.ts';
import { invariant } from '../../kernel/invariant.ts';
import { isAlreadyExists } from '../../store/database.ts';
import type { Tx } from '../../store/transaction.ts';
import { memberSide, requireMember, requireOpen } from '../chats/membership.ts';
import { batchSeconds, isBusy } from '../chats/pace.ts';
import { receiptOf } from '../chats/receipt.ts';
import { requireFriends } from '../chats/require-friends.ts';
import { chargeSending } from '../chats/send-limit.ts';
import { readChat, sendLimitFields, updateChat } from '../chats/store.ts';
import { messageContent } from './content.ts';
import type { Message, MessageContent } from './model.ts';
import { numberDirectWrite } from './number-direct-write.ts';
import { numberMessage } from './number-message.ts';
import { writeSenderProgress } from './sender-progress.ts';
import { createMessage, readMessage } from './store.ts';

const input = messageContent({ chat_id: chatId, message_id: messageId });

const output = z
  .object({
    message_id: messageId,
    message_number: z.int().nullable(),
    created: z.boolean().meta({ description: 'False when it was sent before' }),
    created_at: z.iso.datetime().meta({ description: 'RFC 3339, UTC' }),
  })
  .meta({ id: 'SentMessage' });
/** A message as the wire answers it to its sender. */
export type SentMessage = z.output<typeof output>;

/**
 * Sends a message and numbers it. Idempotent by `message_id`: sending again answers the first result.
 *
 * In a group in which many messages come, a message is numbered with those of the same second:
 * `message_number` is then null, and stands in the message's document a moment later.
 *
 * Costs 1 read (the chat) and 2 writes (message, chat), and 1 more write when the sender had not read
 * everything; in a group 2 more, for what the sender has read; in a busy one 1 read and 1 write. A
 * retransmission is found by the failing create, at 2 reads more; and where it would be refused now, a
 * refusal looks for it, at 1 read more. Only who is no member any more is not told of what he sent before.
 * The first message of a direct chat costs 2 reads more where REQUIRE_FRIENDSHIP is on.
 *
 * Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER, CHAT_INACTIVE, USER_BLOCKED,
 * FRIENDSHIP_REQUIRED (where REQUIRE_FRIENDSHIP is on: the first message, of who is no friend any more),
 * POSTING_ADMINS_ONLY, MESSAGE_ID_TAKEN, RATE_LIMITED (the sender's limit in this chat).
 */
export const sendMessage = endpoint({
  name: 'sendMessage',
  summary: 'Send a message',
  auth: 'session',
  active_hours_only: true,
  input,
  output,
  errors: [
    'CHAT_NOT_FOUND',
    'CHAT_NOT_MEMBER',
    'CHAT_INACTIVE',
    'USER_BLOCKED',
    'FRIENDSHIP_REQUIRED',
    'POSTING_ADMINS_ONLY',
    'MESSAGE_ID_TAKEN',
    'RATE_LIMITED',
    'TOO_BUSY',
  ],
  handler: (ctx, message, { caller }) => sendOnce(ctx, message, caller),
});

/** A message to be sent, of checked content. */
export type Sending = MessageContent & { chat_id: string; message_id: string };

/** Sends a message, or answers what was sent before under the same id. */
export async function sendOnce(ctx: Context, sent: Sending, caller: Caller): Promise<SentMessage> {
  try {
    return await ctx.db.transact((tx) => send(tx, ctx, sent, caller));
  } catch (error) {
    if (isAlreadyExists(error)) return earlierResult(ctx, sent, caller);
    if (!isOvertaken(error)) throw error;
    const earlier = await readMessage(ctx.db, sent.chat_id, sent.message_id);
    if (earlier?.from_user !== caller.uid) throw error;
    return earlierResult(ctx, sent, caller, earlier);
  }
}

/** Refusals of what is new. The same message may have been accepted before there was a reason for them. */
const OVERTAKEN: readonly Reason[] = [
  'CHAT_INACTIVE',
  'USER_BLOCKED',
  'FRIENDSHIP_REQUIRED',
  'POSTING_ADMINS_ONLY',
  'RATE_LIMITED',
];

function isOvertaken(error: unknown): boolean {
  return error instanceof ParleyError && OVERTAKEN.includes(error.reason);
}

async function send(tx: Tx, ctx: Context, sent: Sending, caller: Caller): Promise<SentMessage> {
  const { chat_id, message_id, ...content } = sent;
  const chat = requireMember(await readChat(tx, chat_id), caller.uid);
  requireOpen(chat, caller.uid);
  await requireFriends(tx, ctx, chat, caller.uid);
  const now = ctx.clock.now();
  const charge = chargeSending(chat, caller.uid, ctx.config.send_limit, now);
  const message: Message = {
    ...content,
    from_user: caller.uid,
    // Instances' clocks differ by milliseconds; never earlier than the message before it, so that
    // clients, which order by `created`, show what was sent by callable in the order of its numbers.
    created: latest(now, chat.last_message_timestamp),
  };
  if (isBusy(chat, now)) {
    const batched = { door: 'callable', seconds: batchSeconds(chat) } as const;
    // The batch counts it against the sender's limit.
    const waiting = { ...message, message_number: null, queued_at: message.created, batched };
    createMessage(tx, chat_id, message_id, waiting);
    return answer(message_id, message, null, true);
  }
  // What a group's member has read is not in the chat, and a sender by callable reads everything.
  const had_read =
    chat.type === 'direct' ? receiptOf(chat, memberSide(chat, caller.uid)).read_number : 0;
  const sender = { read_number: had_read };
  const numbering = numberMessage(chat, message_id, message, sender, 'callable', now);
  const { message_number } = numbering;
  createMessage(tx, chat_id, message_id, { ...message, message_number });
  updateChat(tx, chat_id, { ...numbering.chat, ...sendLimitFields(caller.uid, charge) });
  writeSenderProgress(tx, chat_id, chat, caller.uid, numbering.sender, now);
  return answer(message_id, message, message_number, true);
}

/** The id is taken: by this very message, sent before, or by somebody else's. */
async function earlierResult(
  ctx: Context,
  { chat_id, message_id }: Sending,
  caller: Caller,
  found?: Message,
): Promise<SentMessage> {
  const message = found ?? (await readMessage(ctx.db, chat_id, message_id));
  invariant(message, 'a message that blocked a create is gone');
  if (message.from_user !== caller.uid) throw fieldError('MESSAGE_ID_TAKEN', 'message_id');
  const known = message.message_number ?? null;
  // Written directly just before, and its trigger has yet to come: number it now.
  const is_new = known === null && message.batched === undefined;
  const message_number = is_new ? await numberDirectWrite(ctx, chat_id, message_id) : known;
  return answer(message_id, message, message_number, false);
}

function answer(
  message_id: string,
  message: Message,
  message_number: number | null,
  created: boolean,
): SentMessage {
  return { message_id, message_number, created, created_at: message.created.toRfc3339() };
}
