import type { Instant } from '../../kernel/instant.ts';

/** What is counted. */
export const COUNTED = ['users', 'chats', 'messages'] as const;

/** How many were made. What is deleted later was made all the same. */
export type Counts = Record<(typeof COUNTED)[number], number>;

/**
 * `statistics/{YYYY-MM-DD}`: what was made on a day by UTC, and `statistics/total`: ever; for functions only.
 */
export interface Statistics extends Counts {
  /** Up to when it is counted, which is always a full hour. */
  through: Instant;
}
