import type { Instant } from '../../kernel/instant.ts';
import { orderUsers } from './chat-id.ts';
import type { DirectChat } from './model.ts';

/** What a new direct chat holds of its two users. */
export interface Pair {
  /** By uid. */
  usernames: Record<string, string>;
  /** Who of them has read receipts off. */
  receipts_off_by: string[];
}

/** A direct chat before its first message. */
export function newDirectChat(
  a: string,
  b: string,
  now: Instant,
  { usernames, receipts_off_by }: Pair,
): DirectChat {
  const [user1, user2] = orderUsers(a, b);
  return {
    type: 'direct',
    members: [user1, user2],
    user1,
    user2,
    total_messages_count: 0,
    last_message_timestamp: null,
    last_message: null,
    usernames,
    started: false,
    active: true,
    blocked_by: [],
    ...(receipts_off_by.length > 0 && { receipts_off_by }),
    read_number_user1: 0,
    read_number_user2: 0,
    delivered_number_user1: 0,
    delivered_number_user2: 0,
    last_msg_read_by_user1: true,
    last_msg_read_by_user2: true,
    notify_new_message_to_user1: false,
    notify_new_message_to_user2: false,
    created: now,
    modified: now,
  };
}
