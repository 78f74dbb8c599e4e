import type { Instant } from '../../kernel/instant.ts';

export const STATES = ['online', 'away', 'offline'] as const;
export type PresenceState = (typeof STATES)[number];

/**
 * `presence/{uid}`: there for those who do not hide it. `state` holds until `expires_at`; after that the
 * user has been gone since `last_seen`.
 */
export interface Presence {
  state: PresenceState;
  /** When he last said so. */
  last_seen: Instant;
  /** TTL field. */
  expires_at: Instant;
}

/** `chats/{chat_id}/typing/{uid}`: the user is typing, until `expires_at` (TTL field). */
export interface Typing {
  expires_at: Instant;
}

/** How long a sign of typing holds, in seconds; apps renew it every 8 s while somebody types. */
export const TYPING_SECONDS = 10;
/** A sign younger than this is not renewed, however often an app says so. */
export const TYPING_SPACING_SECONDS = 3;
/** In larger groups typing is not shown: each sign is a read for every member who looks on. */
export const MAX_TYPING_MEMBERS = 50;

/** How long a state holds, in seconds; apps renew `online` and `away` every 2 minutes. */
export const PRESENCE_SECONDS: Record<PresenceState, number> = {
  online: 150,
  away: 150,
  // What `last_seen` says stays true; after a month it is of no use any more.
  offline: 30 * 86_400,
};
/** The same state again is not written within this. */
export const PRESENCE_SPACING_SECONDS = 60;
