import type { Instant } from '../../kernel/instant.ts';

/** The preview of a chat: its latest message in the order clients show (`created`, then number). */
export interface LastMessage {
  message_id: string;
  from_user: string;
  type: string;
  text: string | null;
  message_number: number;
}

/** Which of the two users of a direct chat: 1 is the low id, 2 the high one. */
export type Side = 1 | 2;

type PerSide = {
  [S in Side as `read_number_user${S}` | `delivered_number_user${S}`]: number;
} & {
  [S in Side as `last_msg_read_by_user${S}` | `notify_new_message_to_user${S}`]: boolean;
};

/** `chats/{low_high}`. Holds `0 ≤ read ≤ delivered ≤ total_messages_count` for each of the two. */
export interface DirectChat extends PerSide {
  type: 'direct';
  members: [string, string];
  user1: string;
  user2: string;
  total_messages_count: number;
  last_message_timestamp: Instant | null;
  last_message: LastMessage | null;
  usernames: Record<string, string>;
  /** Whether a message was ever sent. */
  started: boolean;
  /** Whether messages may be sent. */
  active: boolean;
  blocked_by: string[];
  created: Instant;
  modified: Instant;
}

/** `chats/{chat_id}/members/{uid}` */
export interface ChatMember {
  joined: Instant;
  /** The total at the time of joining. */
  joined_number: number;
}
