import type { Instant } from '../../kernel/instant.ts';
import { orderUsers } from './chat-id.ts';
import type { DirectChat } from './model.ts';

/** A direct chat before its first message. `usernames` is keyed by uid. */
export function newDirectChat(
  a: string,
  b: string,
  usernames: Record<string, string>,
  now: Instant,
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
