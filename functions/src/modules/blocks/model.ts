import type { Instant } from '../../kernel/instant.ts';

/**
 * `users/{uid}/blocks/{uid2}`: `uid` has blocked `uid2`. What must know of it has it where it looks
 * anyway: the blocker's event document (`blocked_users`), and the direct chat of the two (`blocked_by`).
 * The three are written in one transaction.
 */
export interface Block {
  created: Instant;
}

/** A blocker's event document, which each delivery to him reads, holds them all. */
export const MAX_BLOCKED = 2000;
