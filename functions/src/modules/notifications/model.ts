import type { Instant } from '../../kernel/instant.ts';
import type { NotificationKind } from './kinds.ts';

/**
 * `users/{uid}/notifications/{id}`: an entry of the user's feed. He may write `read: true` only.
 *
 * One that is for push or mail and not for the feed has the same form, for functions only, in
 * `users/{uid}/unlisted-notifications/{id}`.
 */
export interface Notification {
  type: NotificationKind;
  title: string;
  body: string;
  /** The uid of who caused it, where it was a user; the latest of several; `null` where all took it back. */
  actor: string | null;
  /** Whoever caused it, the latest last, each once; up to {@link MAX_ACTORS}. */
  actors: string[];
  /**
   * For our own use, of what may be taken back: ids that stand for whoever did, the latest last, as he has
   * been told of and is not to be again. Up to {@link MAX_ACTORS}.
   */
  taken_back?: string[];
  reference_type: string | null;
  reference_id: string | null;
  read: boolean;
  /** For our own use: it was unread when what it tells of was over, and is read by that. */
  settled?: true;
  /** When it happened, or happened anew. */
  created: Instant;
  /** TTL field. */
  expires_at: Instant;
  /** For our own use; missing where nothing goes out. */
  delivery?: NotificationDelivery;
}

/** What goes out of an entry, as its user wanted when it was written, and what became of it. */
export interface NotificationDelivery {
  push: boolean;
  mail: boolean;
  /** A run has taken it on. */
  claimed?: true;
  /** The devices that it could not reach; missing or empty where there is nothing left. */
  left?: string[];
}

/** How long an entry stays, in seconds: 90 days. */
export const NOTIFICATION_SECONDS = 90 * 86_400;

/** How long one that is not listed stays: as long as its event may come again. */
export const UNLISTED_SECONDS = 86_400;

/** Where so many did the same, more of them change nothing: an entry's size and writes have a bound. */
export const MAX_ACTORS = 100;
