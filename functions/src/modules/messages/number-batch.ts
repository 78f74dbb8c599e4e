import type { Context } from '../../context/context.ts';
import type { Limit } from '../../config/limits.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { GroupChat } from '../chats/model.ts';
import { chargeBatch, type BatchCharge } from '../chats/send-limit.ts';
import { readChat, sendLimitsFields, updateChat, updateMember } from '../chats/store.ts';
import { readInGroup, type HasRead } from '../events/model.ts';
import { readEvents, settleRead } from '../events/store.ts';
import type { Door, Message } from './model.ts';
import { numberMessage } from './number-message.ts';
import { findQueued, putNumbering, readNumbering, setBatchNumber } from './numbering-store.ts';
import { type StoredMessage } from './store.ts';

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
    const plan = planBatch(chat, queued, read, ctx.config.send_limit, now);
    const { messages, raised, limits } = plan;
    const through = plan.chat.total_messages_count;
    const above = left?.fanned_out ?? chat.total_messages_count;

    for (const { message_id, message_number, message } of messages) {
      setBatchNumber(tx, chat_id, message_id, message_number, message.push_held);
    }
    updateChat(tx, chat_id, { ...plan.fields, ...sendLimitsFields(limits) });
    for (const [uid, { read_number, told }] of raised) {
      const progress = { read_number, unread: through - read_number };
      const shown = told === undefined ? {} : { read_number: told };
      updateMember(tx, chat_id, uid, { ...shown, delivered_number: read_number });
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
): Promise<Map<string, HasRead>> {
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
      const has_read = readInGroup(events[index], chat_id);
      return has_read === undefined ? [] : [[uid, has_read] as const];
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
  /** Up to where members have read by sending; `told` is what of it the others are shown. */
  raised: Map<string, HasRead & { told?: number }>;
  /** How full the senders' limits are after it. */
  limits: BatchCharge;
}

/** Decides it; `read` is up to where members have read whose first message is a direct write. */
export function planBatch(
  before: GroupChat,
  queued: readonly Queued[],
  read: ReadonlyMap<string, HasRead>,
  limit: Limit,
  now: Instant,
): BatchPlan {
  let chat = before;
  let fields: Partial<GroupChat> = {};
  const raised: BatchPlan['raised'] = new Map();
  const limits = chargeBatch(
    before,
    queued.map(({ message }) => ({ uid: message.from_user, door: doorOf(message) })),
    limit,
    now,
  );
  const messages = queued.map(({ message_id, message }, index) => {
    const { from_user: uid } = message;
    const had_read = raised.get(uid) ?? read.get(uid);
    const door = doorOf(message);
    const numbering = numberMessage(chat, message_id, message, had_read, door, now);
    const { message_number, sender } = numbering;
    fields = { ...fields, ...(numbering.chat as Partial<GroupChat>) };
    chat = { ...chat, ...fields };
    const knows = door === 'callable' || had_read !== undefined;
    if (knows && sender.read_number === message_number && before.members.includes(uid)) {
      const told = sender.untold ? raised.get(uid)?.told : message_number;
      raised.set(uid, { ...had_read, read_number: message_number, ...(told && { told }) });
    }
    const push_held = limits.beyond.has(index) || undefined;
    return { message_id, message_number, message: { ...message, ...(push_held && { push_held }) } };
  });
  return { chat, fields, messages, raised, limits };
}

function doorOf({ batched }: Message): Door {
  return batched?.door ?? 'direct';
}
