import type { Instant } from '../../kernel/instant.ts';

/** `users/{uid}/notifications/{id}`: an entry of the user's feed. He may write `read: true` only. */
export interface Notification {
  type: string;
  title: string;
  body: string;
  /** The uid of who caused it, where it was a user. */
  actor: string | null;
  reference_type: string | null;
  reference_id: string | null;
  read: boolean;
  created: Instant;
  /** TTL field. */
  expires_at: Instant;
}

/** How long an entry stays, in seconds: 90 days. */
export const NOTIFICATION_SECONDS = 90 * 86_400;
