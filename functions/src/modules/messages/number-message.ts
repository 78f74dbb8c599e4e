import type { Instant } from '../../kernel/instant.ts';
import { memberSide } from '../chats/membership.ts';
import type { Chat, ChatBase, DirectChat, GroupChat, LastMessage } from '../chats/model.ts';
import { paceAfter } from '../chats/pace.ts';
import { retryWithinAMinute } from '../chats/push-retry.ts';
import { otherSide, receiptFields, receiptOf, settle } from '../chats/receipt.ts';
import type { HasRead } from '../events/model.ts';
import type { Door, Message } from './model.ts';

/** What numbering a message changes. */
export interface Numbering {
  message_number: number;
  chat: Partial<DirectChat> & Pick<GroupChat, 'pace' | 'busy_until'>;
  sender: SenderProgress;
}

/** How far the sender has come by sending. */
export interface SenderProgress {
  /** Up to where he has read, now. */
  read_number: number;
  unread: number;
  /** Whether his unread count is another than before. */
  unread_changed: boolean;
  /** Whether he has read further than others are to be shown, as read receipts are off. */
  untold: boolean;
}

/**
 * Gives a message the chat's next number. `sender` is up to where the sender had read, `undefined` for
 * one who is no member any more, and whose numbers do not matter.
 *
 * Sending by callable proves that the sender has the chat before him, so it marks everything up to
 * the new message as delivered to and read by him. A direct write may have waited offline for days:
 * it raises his numbers only where he had seen everything before it. Who hides what he has read tells it
 * by sending by callable, and by nothing else.
 */
export function numberMessage(
  chat: Chat,
  message_id: string,
  message: Message,
  sender: HasRead | undefined,
  door: Door,
  now: Instant,
): Numbering {
  const before = chat.total_messages_count;
  const message_number = before + 1;
  const had_read = sender?.read_number ?? 0;
  const sees = (number: number) => door === 'callable' || number === before;
  const read_number = sees(had_read) ? message_number : had_read;
  const unread = message_number - read_number;
  const is_told =
    chat.type === 'group'
      ? door === 'callable' || sender?.is_hidden !== true
      : sees(receiptOf(chat, memberSide(chat, message.from_user)).read_number);
  return {
    message_number,
    chat: {
      total_messages_count: message_number,
      ...preview(chat, message_id, message, message_number),
      started: true,
      modified: now,
      ...(chat.type === 'direct' && receipts(chat, message.from_user, message_number, sees, now)),
      // What we tell of a group ourselves does not make it busy: no batch could take it.
      ...(chat.type === 'group' && message.type !== 'SYSTEM' && paceAfter(chat, now)),
    },
    sender: {
      read_number,
      unread,
      unread_changed: unread !== before - had_read,
      untold: read_number === message_number && !is_told,
    },
  };
}

/** A direct chat holds both users' receipts and flags, and when to push again what does not arrive. */
function receipts(
  chat: DirectChat,
  from_user: string,
  message_number: number,
  sees: (number: number) => boolean,
  now: Instant,
): Partial<DirectChat> {
  const side = memberSide(chat, from_user);
  const seen = (number: number) => (sees(number) ? message_number : number);
  const { read_number, delivered_number, ...flags } = receiptOf(chat, side);
  const raised = { read_number: seen(read_number), delivered_number: seen(delivered_number) };
  const recipient = { ...receiptOf(chat, otherSide(side)), notify_new_message: true };
  return {
    ...receiptFields(side, settle({ ...flags, ...raised }, message_number)),
    ...receiptFields(otherSide(side), settle(recipient, message_number)),
    ...retryWithinAMinute(chat, now),
  };
}

/**
 * The chat's preview after this message. Clients order by `created`, then number, so a late message
 * with an earlier `created` does not become the preview; what the list shows is the bottom of the
 * open chat, in whatever order the messages were processed.
 */
function preview(
  chat: ChatBase,
  message_id: string,
  message: Message,
  message_number: number,
): Partial<Pick<ChatBase, 'last_message' | 'last_message_timestamp'>> {
  const { last_message_timestamp } = chat;
  if (last_message_timestamp !== null && message.created.compare(last_message_timestamp) < 0) {
    return {};
  }
  return {
    last_message: lastMessage(message_id, message, message_number),
    last_message_timestamp: message.created,
  };
}

/** What a chat shows of a message as its latest. */
export function lastMessage(
  message_id: string,
  message: Message,
  message_number: number,
): LastMessage {
  const { from_user, type, text = null, deleted, hidden_for } = message;
  return {
    message_id,
    from_user,
    type,
    text,
    message_number,
    ...(deleted && { deleted }),
    ...(hidden_for && { hidden_for }),
  };
}
