import type { Instant } from '../../kernel/instant.ts';
import type { PushClaims } from './push-claims.ts';

/**
 * `users-external-event/{uid}`: the one document an app listens to while it shows no chat. The owner
 * may write `false` on the flags and nothing else.
 *
 * A flag is an edge: raised by what happened, lowered by the owner, or here when he has read the chat.
 * `unread` is the level, always equal to `total - read` of the chat; the badge is its sum.
 *
 * Also what a message's delivery must know of its recipient, so that it costs this one read.
 */
export interface ExternalEvent {
  notify_new_message: boolean;
  notify_friend_request: boolean;
  notify_notification: boolean;
  unread: Record<string, number>;
  /**
   * By chat, up to where the user has truly read: for every group he is in (an entry is what makes him
   * a member here), and for direct chats whose read receipts are off.
   */
  read?: Record<string, number>;
  /** By chat, until when no push is wanted. */
  muted?: Record<string, Instant>;
  /** Chats to be shown as unread whatever their count. */
  marked_unread?: Record<string, true>;
  /** Whom the user has blocked. */
  blocked_users?: Record<string, true>;
  /** Until when opening chats has used up some of what a new account may open at once. */
  new_chats_until?: Instant;
  /** The user switched read receipts off. */
  receipts_off?: true;
  /** The user hides when he was last seen. */
  last_seen_hidden?: true;
  /** When the username changed last: a profile that was changed before shows the former one. */
  renamed?: Instant;
  /** An admin has shut the user out. */
  disabled?: true;
  push?: PushPreferences;
  /** What of his notifications the user wants otherwise than usual, such as `REACTION.push`. */
  notification_switches?: string[];
  /** By chat; for our own use. Gone for chats that are read to the end. */
  push_claims?: Record<string, PushClaims>;
  /** When an unread count was last settled or something was told, by Firestore's clock. */
  settled?: Instant;
  modified: Instant;
}

/** What the user wants of pushes; what is missing is as the product has it. */
export interface PushPreferences {
  /** Whether the text is shown; true where missing. */
  previews?: boolean;
  /** Whether a mention (`@username`) is pushed although the chat is muted; true where missing. */
  mentions_pass_mute?: boolean;
  do_not_disturb?: DoNotDisturb;
}

/** Hours without pushes, every day. */
export interface DoNotDisturb {
  /** `HH:MM`, inclusive. */
  from: string;
  /** `HH:MM`, exclusive; earlier than `from` where it is on the next day. */
  to: string;
  /** IANA name, such as `Europe/Berlin`. */
  time_zone: string;
}

export function newExternalEvent(now: Instant): ExternalEvent {
  return {
    notify_new_message: false,
    notify_friend_request: false,
    notify_notification: false,
    unread: {},
    modified: now,
  };
}

/** The number on the app's icon. */
export function badgeOf(unread: Record<string, number>): number {
  return Object.values(unread).reduce((total, count) => total + count, 0);
}

/** Up to where a user of a direct chat has read: `shown` in the chat, or further where that is hidden. */
export function trulyRead(
  event: ExternalEvent | undefined,
  chat_id: string,
  shown: number,
): number {
  return Math.max(shown, event?.read?.[chat_id] ?? 0);
}

/** Up to where somebody has read a chat. */
export interface HasRead {
  read_number: number;
  /** Whether nobody is to know. Said of groups only; of a direct chat the chat says it. */
  is_hidden?: boolean;
}

/** Up to where a user has read a group; `undefined` for one who is no member. */
export function readInGroup(
  event: ExternalEvent | undefined,
  chat_id: string,
): HasRead | undefined {
  const read_number = event?.read?.[chat_id];
  return read_number === undefined
    ? undefined
    : { read_number, is_hidden: event?.receipts_off === true };
}

/**
 * A group's total, for a member who had read up to `read_number`. The chat may have gone on since `total`
 * was read of it: never below the total that he was told before.
 */
export function knownTotal(
  event: ExternalEvent | undefined,
  chat_id: string,
  read_number: number,
  total: number,
): number {
  return Math.max(total, read_number + (event?.unread[chat_id] ?? 0));
}
