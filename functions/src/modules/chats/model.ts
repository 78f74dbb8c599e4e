import type { Instant } from '../../kernel/instant.ts';

/** The preview of a chat: its latest message in the order clients show (`created`, then number). */
export interface LastMessage {
  message_id: string;
  from_user: string;
  type: string;
  text: string | null;
  message_number: number;
  /** There where the message was deleted for everyone: `text` is null then. */
  deleted?: true;
  /** Who deleted it for himself, and is to be shown nothing of it. */
  hidden_for?: string[];
}

/** Which of the two users of a direct chat: 1 is the low id, 2 the high one. */
export type Side = 1 | 2;

type PerSide = {
  [S in Side as `read_number_user${S}` | `delivered_number_user${S}`]: number;
} & {
  [S in Side as `last_msg_read_by_user${S}` | `notify_new_message_to_user${S}`]: boolean;
};

/** What every chat has, of whatever type. */
export interface ChatBase {
  members: string[];
  total_messages_count: number;
  last_message_timestamp: Instant | null;
  last_message: LastMessage | null;
  usernames: Record<string, string>;
  /** Whether a message was ever sent. */
  started: boolean;
  /** Whether messages may be sent. */
  active: boolean;
  /**
   * When a message was last edited or deleted: a message created before may differ from what its event
   * says. Missing where none was.
   */
  last_change?: Instant;
  /** By user, when his limit of sending here is untouched again; only of those who sent just now. */
  send_limits?: Record<string, Instant>;
  created: Instant;
  modified: Instant;
}

/** `chats/{low_high}`. Holds `0 ≤ read ≤ delivered ≤ total_messages_count` for each of the two. */
export interface DirectChat extends ChatBase, PerSide {
  type: 'direct';
  members: [string, string];
  user1: string;
  user2: string;
  blocked_by: string[];
  /** Who of the two switched read receipts off; missing where neither ever did. */
  receipts_off_by?: string[];
  /** When its undelivered messages are to be pushed again; `null` or missing where none is to be. */
  push_retry_at?: Instant | null;
  /** By whom they are for; missing where no message was ever pushed again. */
  push_attempts?: { [S in Side as `user${S}`]?: PushAttempts };
}

/** Up to which number messages have had their second and their third push. */
export interface PushAttempts {
  second: number;
  third: number;
}

export type Role = 'owner' | 'admin' | 'member';

/** `chats/{chat_id}` of a group. What its members have read is in their member documents. */
export interface GroupChat extends ChatBase {
  type: 'group';
  title: string;
  photo_url: string | null;
  roles: Record<string, Role>;
  /** Who may send: all members, or owner and admins only (a broadcast channel). */
  posting: 'all' | 'admins';
  /** What members see of the time before they joined: all of it, or nothing. */
  history: 'all' | 'joined';
  created_by: string;
  /** When somebody joined last, and the total before it. */
  last_joining: { joined: Instant; joined_number: number };
  /** How many messages came since when; see `paceAfter`. */
  pace?: Pace;
  /** Until when messages are numbered in batches. */
  busy_until?: Instant;
  /**
   * Who is adding many members just now, and how far he has come. One left by a call that died goes when
   * that call is made again.
   */
  adding?: Record<string, Adding>;
}

/** Of `total` users that one call adds, `done` have been looked at. */
export interface Adding {
  total: number;
  done: number;
}

/** Messages since a point in time, for as long as one window lasts. */
export interface Pace {
  start: Instant;
  count: number;
}

/** What changes in a group; maps are merged key by key. */
export type GroupChange = {
  [K in keyof GroupChat]?: GroupChat[K] | Record<string, unknown>;
};

export type Chat = DirectChat | GroupChat;

/** `chats/{chat_id}/members/{uid}` */
export interface ChatMember {
  joined: Instant;
  /** The total at the time of joining. */
  joined_number: number;
  /** In groups: up to where the member has read, as far as he lets others see it. */
  read_number?: number;
  /** In groups: up to where messages have reached the member. */
  delivered_number?: number;
  /** In groups: `read_number` stands still, as the member switched read receipts off. */
  receipts_off?: true;
}
