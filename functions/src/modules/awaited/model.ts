import type { Instant } from '../../kernel/instant.ts';

/**
 * `awaited/{keyed hash of a user and of a number or address}`, for functions only: he has it in his address
 * book, and nobody could be found by it.
 */
export interface Awaited {
  uid: string;
  /** TTL field; compared by whoever reads it. */
  expires_at: Instant;
}

/** How long somebody is awaited, in seconds: 180 days. */
export const AWAITED_SECONDS = 180 * 86_400;
