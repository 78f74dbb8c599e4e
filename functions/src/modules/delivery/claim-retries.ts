import type { Context } from '../../context/context.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { DirectChat, Side } from '../chats/model.ts';
import { attemptsOf } from '../chats/push-retry.ts';
import { receiptOf, userOf } from '../chats/receipt.ts';
import { readChat, updateChat } from '../chats/store.ts';
import { badgeOf, trulyRead, type ExternalEvent } from '../events/model.ts';
import { supersede } from '../events/push-claims.ts';
import { changeEvent, readEvent } from '../events/store.ts';
import { listNumberedAbove, type StoredMessage } from '../messages/store.ts';
import type { ClaimedPush } from './claimed-push.ts';
import { dueAttempts, earliest, type DueAttempts } from './due-attempts.ts';
import { newMessageNote } from './new-message-note.ts';
import { wantsPush } from './wants-push.ts';

/** Only the newest are pushed again: a device that was away gets no more notifications than that. */
const MAX_RETRIED = 100;

/** One of the two, his messages that have not arrived, and what is to be done about them. */
interface Retry {
  recipient: string;
  side: Side;
  event: ExternalEvent;
  messages: StoredMessage[];
  decided: DueAttempts;
}

/**
 * Claims the further attempts that are due in a chat, and notes when the next ones are. Whoever comes
 * second, at once or later, finds them claimed and gets none. An attempt that meets a mute, a block or
 * hours of rest counts as made.
 *
 * Costs 1 read for the chat, 1 for each undelivered message up to {@link MAX_RETRIED} and 1 for their
 * recipient's event document, and 1 write; 1 write more where FCM did not take an earlier attempt.
 */
export function claimRetries(ctx: Context, chat_id: string): Promise<ClaimedPush[]> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const chat = await readChat(tx, chat_id);
    if (chat?.type !== 'direct' || !isDue(chat, now)) return [];
    const retries = await retriesOf(tx, ctx, chat_id, chat, now);
    const attempts = retries.map(({ side, decided }) => [`user${side}`, decided.attempts] as const);
    updateChat(tx, chat_id, {
      push_retry_at: earliest(...retries.map(({ decided }) => decided.next)) ?? null,
      ...(attempts.length > 0 && { push_attempts: Object.fromEntries(attempts) }),
    });
    for (const { recipient, event, decided } of retries) {
      const push_claims = supersede(event.push_claims?.[chat_id], decided.closed);
      if (push_claims !== undefined) {
        changeEvent(tx, recipient, { push_claims: { [chat_id]: push_claims } });
      }
    }
    return retries.flatMap((retry) => pushesOf(chat_id, chat, retry, now));
  });
}

function isDue({ push_retry_at }: DirectChat, now: Instant): boolean {
  return push_retry_at !== undefined && push_retry_at !== null && push_retry_at.compare(now) <= 0;
}

async function retriesOf(
  tx: Tx,
  ctx: Context,
  chat_id: string,
  chat: DirectChat,
  now: Instant,
): Promise<Retry[]> {
  const total = chat.total_messages_count;
  const sides = ([1, 2] as const)
    .map((side) => ({
      side,
      recipient: userOf(chat, side),
      above: Math.max(receiptOf(chat, side).delivered_number, total - MAX_RETRIED),
    }))
    .filter(({ above }) => above < total);
  if (sides.length === 0) return [];
  const lowest = Math.min(...sides.map(({ above }) => above));
  // The query is not guarded; what it finds is numbered, and the numbers are guarded by the chat.
  const found = await listNumberedAbove(ctx.db, chat_id, lowest, MAX_RETRIED);
  const retries = await Promise.all(
    sides.map(async ({ side, recipient, above }) => {
      const messages = found.filter(
        ({ message_number, message }) => message_number > above && message.from_user !== recipient,
      );
      if (messages.length === 0) return undefined;
      const event = await readEvent(tx, recipient);
      if (event === undefined) return undefined;
      const undelivered = messages.map(({ message_number, message: { created } }) => ({
        message_number,
        created,
      }));
      const before = attemptsOf(chat, side);
      const decided = dueAttempts(undelivered, before, event.push_claims?.[chat_id], now);
      return { recipient, side, event, messages, decided };
    }),
  );
  return retries.filter((retry) => retry !== undefined);
}

function pushesOf(
  chat_id: string,
  chat: DirectChat,
  { recipient, side, event, messages, decided }: Retry,
  now: Instant,
): ClaimedPush[] {
  const read_number = trulyRead(event, chat_id, receiptOf(chat, side).read_number);
  const unread = { ...event.unread, [chat_id]: chat.total_messages_count - read_number };
  const shown = { badge: badgeOf(unread), previews: event.push?.previews ?? true };
  return decided.due.flatMap(({ message_number, devices }) => {
    const stored = messages.find((message) => message.message_number === message_number);
    if (stored === undefined) return [];
    const news = { chat_id, ...stored };
    if (!wantsPush(chat, news, recipient, event, now)) return [];
    const note = newMessageNote(chat, news, shown);
    return [{ recipient, chat_id, message_number, note, devices }];
  });
}
