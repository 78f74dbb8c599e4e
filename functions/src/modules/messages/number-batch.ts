import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { GroupChat } from '../chats/model.ts';
import { chargeBatch } from '../chats/send-limit.ts';
import { readChat, sendLimitsFields, updateChat, updateMember } from '../chats/store.ts';
import { readEvents, settleRead } from '../events/store.ts';
import type { Message } from './model.ts';
import { numberMessage } from './number-message.ts';
import {
  findQueued,
  putNumbering,
  readNumbering,
  setBatchNumber,
  type StoredMessage,
} from './store.ts';

/** With two writes for each sender, the chat and the state, a commit stays below 500 writes. */
export const MAX_BATCH = 150;

/** What is to be brought to a group's members, as it stood at one moment. */
export interface Batch {
  chat: GroupChat;
  /** The numbers above this one, up to the other, have not been brought to everybody. */
  above: number;
  through: number;
  /** Those of them that were numbered just now. */
  messages: StoredMessage[];
}

/** A message that waits for its number. */
export interface Queued {
  message_id: string;
  message: Message;
}

/**
 * Numbers what waits in a group, in the order of `created`, in one commit that writes the chat once.
 * Also names what an earlier batch left when its run died between the numbers and the members.
 * `undefined` where nothing waits and nothing is left.
 *
 * Costs 2 reads, and 1 for each message, at least 1; then 2 writes, 1 for each message, and 2 for each
 * sender whose numbers rise; 1 read more for each whose first message is a direct write.
 */
export function numberBatch(ctx: Context, chat_id: string): Promise<Batch | undefined> {
  return ctx.db.transact(async (tx) => {
    const [chat, state, queued] = await Promise.all([
      readChat(tx, chat_id),
      readNumbering(tx, chat_id),
      findQueued(tx, chat_id, MAX_BATCH),
    ]);
    if (chat?.type !== 'group') return undefined;
    const left = state !== undefined && state.fanned_out < state.numbered ? state : undefined;
    if (queued.length === 0) {
      return left && { chat, above: left.fanned_out, through: left.numbered, messages: [] };
    }
    const now = ctx.clock.now();
    const read = await readByDirectSenders(tx, chat_id, chat, queued);
    const plan = planBatch(chat, queued, read, now);
    const { messages, raised } = plan;
    const through = plan.chat.total_messages_count;
    const above = left?.fanned_out ?? chat.total_messages_count;

    for (const { message_id, message_number } of messages) {
      setBatchNumber(tx, chat_id, message_id, message_number);
    }
    const senders = queued
      .filter(({ message }) => message.batched?.door === 'callable')
      .map(({ message }) => message.from_user);
    const limits = sendLimitsFields(chargeBatch(chat, senders, ctx.config.send_limit, now));
    updateChat(tx, chat_id, { ...plan.fields, ...limits });
    for (const [uid, read_number] of raised) {
      const progress = { read_number, unread: through - read_number };
      updateMember(tx, chat_id, uid, { read_number, delivered_number: read_number });
      settleRead(tx, uid, chat_id, progress, now);
    }
    putNumbering(tx, chat_id, { numbered: through, fanned_out: above, due_at: now });
    return { chat: plan.chat, above, through, messages };
  });
}

/** Up to where those have read whose sending does not say so: whose first message is a direct write. */
async function readByDirectSenders(
  tx: Tx,
  chat_id: string,
  chat: GroupChat,
  queued: readonly Queued[],
): Promise<Map<string, number>> {
  const firsts = new Map(
    queued.toReversed().map(({ message }) => [message.from_user, message.batched?.door]),
  );
  const uids = [...firsts]
    .filter(([uid, door]) => door === 'direct' && chat.members.includes(uid))
    .map(([uid]) => uid);
  if (uids.length === 0) return new Map();
  const events = await readEvents(tx, uids);
  return new Map(
    uids.flatMap((uid, index) => {
      const number = events[index]?.read?.[chat_id];
      return number === undefined ? [] : [[uid, number] as const];
    }),
  );
}

/** What numbering these messages one after another comes to. */
export interface BatchPlan {
  /** As it stands after all of them. */
  chat: GroupChat;
  /** What changes in it. */
  fields: Partial<GroupChat>;
  messages: StoredMessage[];
  /** Up to where members have read by sending. */
  raised: Map<string, number>;
}

/** Decides it; `read` is up to where members have read whose first message is a direct write. */
export function planBatch(
  before: GroupChat,
  queued: readonly Queued[],
  read: ReadonlyMap<string, number>,
  now: Instant,
): BatchPlan {
  let chat = before;
  let fields: Partial<GroupChat> = {};
  const raised = new Map<string, number>();
  const messages = queued.map(({ message_id, message }) => {
    const { from_user: uid, batched } = message;
    const had_read = raised.get(uid) ?? read.get(uid);
    const door = batched?.door ?? 'direct';
    const numbering = numberMessage(chat, message_id, message, had_read, door, now);
    const { message_number, sender } = numbering;
    fields = { ...fields, ...(numbering.chat as Partial<GroupChat>) };
    chat = { ...chat, ...fields };
    const knows = door === 'callable' || had_read !== undefined;
    if (knows && sender.read_number === message_number && before.members.includes(uid)) {
      raised.set(uid, message_number);
    }
    return { message_id, message_number, message };
  });
  return { chat, fields, messages, raised };
}
