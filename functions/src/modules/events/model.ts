import type { Instant } from '../../kernel/instant.ts';
import type { PushClaims } from './push-claims.ts';

/**
 * `users-external-event/{uid}`: the one document an app listens to while it shows no chat. The owner
 * may write `false` on the flags and nothing else.
 *
 * A flag is an edge: raised by what happened, lowered by the owner, or here when he has read the chat.
 * `unread` is the level, always equal to `total - read` of the chat; the badge is its sum.
 */
export interface ExternalEvent {
  notify_new_message: boolean;
  notify_friend_request: boolean;
  notify_notification: boolean;
  unread: Record<string, number>;
  /** By chat; for our own use. Gone for chats that are read to the end. */
  push_claims?: Record<string, PushClaims>;
  modified: Instant;
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
