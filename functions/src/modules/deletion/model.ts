import type { Instant } from '../../kernel/instant.ts';

/**
 * `deletions/{uid}`: a user who has deleted his account, until nothing of it is left; for functions only.
 * It holds nothing of him but the uid.
 */
export interface Deletion {
  /**
   * All is gone through twice, an hour apart: what was under way when he deleted his account may have
   * written once more.
   */
  round: 1 | 2;
  /** Which step is next; see `STEPS`. */
  step: string;
  /** How far that has come, as it means it itself; `null` at its beginning. */
  cursor: string | null;
  /** How often a run has come further. */
  runs: number;
  requested: Instant;
  /** When a schedule is to look at it, unless a run has come further by then. */
  due_at: Instant;
}

/** A task that was lost is made good after so long, in seconds: longer than a run can take. */
export const LATE_SECONDS = 600;

/**
 * When the second round is due, in seconds. A custom token that was handed out right before the end of the
 * sessions can be redeemed for an hour, and makes an account with that uid, empty, where there is none.
 */
export const SECOND_ROUND_SECONDS = 3600 + LATE_SECONDS;
