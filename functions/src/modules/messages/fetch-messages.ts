import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { chatId, pageSize, queryInt, rfc3339 } from '../../kernel/fields.ts';
import { Instant } from '../../kernel/instant.ts';
import type { QueryReader } from '../../store/reader.ts';
import { requireMember } from '../chats/membership.ts';
import type { Chat } from '../chats/model.ts';
import { readChat, readMember } from '../chats/store.ts';
import type { Message } from './model.ts';
import { listLatestBefore, listMessages } from './store.ts';
import { toWireMessage, wireMessage, type WireMessage } from './wire-message.ts';

const USUAL_PAGE = 15;
const MAX_PAGE = 100;
/** How often a page that hidden messages left short is filled up; it may stay short then. */
const MAX_QUERIES = 4;
/**
 * Direct writes are numbered some moments after they were created, so next to a point in time numbers
 * and times may be out of step; by no more than these.
 */
const OUT_OF_STEP = 5;

const input = z.strictObject({
  chat_id: chatId,
  before: z
    .union([rfc3339, queryInt(z.int().min(0))], 'is neither a number nor a time by RFC 3339')
    .optional()
    .meta({ description: 'Exclusive: a message number, or a time by RFC 3339' }),
  limit: pageSize(USUAL_PAGE, MAX_PAGE),
});

const output = z.object({
  messages: z.array(wireMessage),
  next_before: z.int().nullable().meta({ description: 'null where there are no more' }),
});

/**
 * A chat's messages, the highest number first, without those that the caller has deleted for himself or
 * that were before he joined a group which hides them. Pages are by number, so what arrives meanwhile
 * moves nothing; the last page is the one whose `next_before` is null. A time is turned into a number:
 * that after the latest messages before it.
 *
 * Costs 1 read and 1 for each message looked at; 1 more in a group that hides what was before, and up to
 * 5 more where `before` is a time. Errors: FIELDS_INVALID, CHAT_NOT_FOUND, CHAT_NOT_MEMBER.
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
    const { after, since } = await historyOf(ctx.db, chat_id, chat, uid);
    const until = typeof before === 'string' ? Instant.fromRfc3339(before) : undefined;
    const asked = until === undefined ? before : await numberAt(ctx.db, chat_id, until);
    const sees = ({ created, hidden_for = [] }: Message) =>
      !hidden_for.includes(uid) &&
      (since === undefined || created.compare(since) > 0) &&
      (until === undefined || created.compare(until) < 0);

    // Not above what he was a member for when his membership was read.
    let end = Math.min(Number(asked ?? Infinity), chat.total_messages_count + 1);
    const messages: WireMessage[] = [];
    for (let queries = 0; queries < MAX_QUERIES; queries += 1) {
      const wanted = limit - messages.length;
      if (wanted === 0 || end <= after + 1) break;
      const range = { after, before: end, limit: wanted };
      const found = await listMessages(ctx.db, chat_id, range);
      end = found.at(-1)?.message_number ?? 0;
      const seen = found.filter(({ message }) => sees(message));
      messages.push(
        ...seen.map(({ id, message_number, message }) =>
          toWireMessage(id, message_number, message),
        ),
      );
    }
    return { messages, next_before: end > after + 1 ? end : null };
  },
});

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

/** The number that is above all messages before a time. */
async function numberAt(source: QueryReader, chat_id: string, time: Instant): Promise<number> {
  const latest = await listLatestBefore(source, chat_id, time, OUT_OF_STEP);
  // They wait for their batch, so it is only just past: nothing that has a number is above.
  const wait = latest.length > 0 && latest.every(({ message_number }) => message_number === null);
  if (wait) return Infinity;
  return Math.max(0, ...latest.map(({ message_number }) => message_number ?? 0)) + 1;
}
