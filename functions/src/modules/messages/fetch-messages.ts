import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId, pageSize } from '../../kernel/fields.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { QueryReader } from '../../store/reader.ts';
import { requireMember } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { readChat, readMember } from '../chats/store.ts';
import type { Message } from './model.ts';
import { position, toCursor, type TimePosition } from './page-position.ts';
import { listMessages, listMessagesByTime } from './store.ts';
import { toWireMessage, wireMessage, type WireMessage } from './wire-message.ts';

const USUAL_PAGE = 15;
const MAX_PAGE = 100;
/** How often a page that hidden messages left short is filled up; it may stay short then. */
const MAX_QUERIES = 4;
const input = z.strictObject({
  chat_id: chatId,
  before: position.optional().meta({
    description: 'Exclusive: a message number, a time by RFC 3339, or the next_before of a page',
  }),
  limit: pageSize(USUAL_PAGE, MAX_PAGE),
});

const output = z.object({
  messages: z.array(wireMessage),
  next_before: z.union([z.int(), z.string()]).nullable().meta({
    description: 'To be given back as `before`, as it is; null where there are no more',
  }),
});

/**
 * A chat's messages, newest first, without those that the caller has deleted for himself or that were
 * before he joined a group which hides them. The last page is the one whose `next_before` is null; it
 * may be empty, and any page may be short where much of it is hidden.
 *
 * Without `before`, or before a number, pages go by number. Before a time they go by `created`, then
 * number, as clients order: the two orders may differ by any number of messages, as direct writes are
 * numbered when they are processed. What arrives meanwhile moves nothing in either.
 *
 * Costs 1 read and 1 for each message looked at; 1 more in a group that hides what was before. Errors:
 * FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER.
 */
export const fetchMessages = endpoint({
  name: 'fetchMessages',
  summary: "A chat's messages, newest first",
  auth: 'session',
  input,
  output,
  errors: ['CHAT_NOT_FOUND', 'CHAT_NOT_MEMBER'],
  handler: async (ctx, { chat_id, before, limit }, { caller: { uid } }) => {
    const chat = requireMember(await readChat(ctx.db, chat_id), uid);
    const history = await historyOf(ctx.db, chat_id, chat, uid);
    // Not above what he was a member for when his membership was read.
    const total = chat.total_messages_count;
    const { after, since } = history;
    const sees = ({ message_number, message }: Found): boolean =>
      message_number > after &&
      message_number <= total &&
      (since === undefined || message.created.compare(since) > 0) &&
      message.hidden_for?.includes(uid) !== true;

    if (typeof before !== 'object') {
      const end = Math.min(before ?? Infinity, total + 1);
      const step = byNumber(ctx.db, chat_id, after);
      const { messages, next } = await pageOf(end > after + 1 ? end : undefined, limit, step, sees);
      return { messages, next_before: next ?? null };
    }
    const step = byTime(ctx.db, chat_id, since);
    const { messages, next } = await pageOf(total > after ? before : undefined, limit, step, sees);
    return { messages, next_before: next === undefined ? null : toCursor(next) };
  },
});

interface Found {
  id: string;
  message_number: number;
  message: Message;
}

/** The next messages below a position, and where it goes on below them, if anywhere. */
type PageStep<P> = (end: P, wanted: number) => Promise<{ found: Found[]; next: P | undefined }>;

/** Goes on from `start` until there are enough that he sees. */
async function pageOf<P>(
  start: P | undefined,
  limit: number,
  step: PageStep<P>,
  sees: (found: Found) => boolean,
): Promise<{ messages: WireMessage[]; next: P | undefined }> {
  const messages: WireMessage[] = [];
  let end = start;
  for (let queries = 0; queries < MAX_QUERIES && end !== undefined; queries += 1) {
    const wanted = limit - messages.length;
    if (wanted === 0) break;
    const { found, next } = await step(end, wanted);
    const seen = found.filter(sees);
    messages.push(...seen.map((one) => toWireMessage(one.id, one.message_number, one.message)));
    end = next;
  }
  return { messages, next: end };
}

function byNumber(source: QueryReader, chat_id: string, after: number): PageStep<number> {
  return async (before, limit) => {
    const found = await listMessages(source, chat_id, { after, before, limit });
    const last = found.at(-1)?.message_number ?? 0;
    return { found, next: last > after + 1 ? last : undefined };
  };
}

function byTime(source: QueryReader, chat_id: string, since?: Instant): PageStep<TimePosition> {
  return async (before, limit) => {
    const range = { before, limit, ...(since && { since }) };
    const listed = await listMessagesByTime(source, chat_id, range);
    const last = listed.length < limit ? undefined : listed.at(-1)?.message;
    const found = listed.map(({ id, message }) => ({
      id,
      message,
      // One without a number is shown once it has one.
      message_number: message.message_number ?? 0,
    }));
    const next = last && { created: last.created, message_number: last.message_number ?? null };
    return { found, next };
  };
}

/** Where the chat begins for a member. The rules ask for the time; numbers up to `after` are before it. */
async function historyOf(
  source: QueryReader,
  chat_id: string,
  chat: Chat,
  uid: string,
): Promise<{ after: number; since?: Instant }> {
  if (chat.type === 'direct' || chat.history === 'all') return { after: 0 };
  const member = await readMember(source, chat_id, uid);
  // Removed since the chat was read.
  if (member === undefined) return { after: chat.total_messages_count };
  return { after: member.joined_number, since: member.joined };
}
