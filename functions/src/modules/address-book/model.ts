import type { Instant } from '../../kernel/instant.ts';
import type { Invalid } from './entry.ts';

export const UPLOAD_STATES = ['QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED'] as const;
export type UploadState = (typeof UPLOAD_STATES)[number];

/**
 * `contact-uploads/{job_id}`: an address book that is being looked through. Its owner may read it. What was
 * in it is in its chunks, as hashes, and gone with them.
 */
export interface ContactUpload {
  uid: string;
  state: UploadState;
  /** Numbers and addresses that can be looked for, each once. */
  total: number;
  processed: number;
  /** 0 to 100, rounded down. */
  percent: number;
  /** How many of `processed` are somebody's who can be found by them. */
  matched: number;
  invalid_count: number;
  /** The first of them. */
  invalid: Invalid[];
  chunks: number;
  /** Chunks below this are done. */
  next_chunk: number;
  /** When to look whether its task is lost; `null` where there is nothing left to do. */
  due_at: Instant | null;
  created: Instant;
  modified: Instant;
  /** TTL field. */
  expires_at: Instant;
}

/** `contact-uploads/{job_id}/chunks/{n}`, for functions only: what is still to be looked for. */
export interface UploadChunk {
  /** See `reachId`. */
  reach_ids: string[];
  /** TTL field. */
  expires_at: Instant;
}

/** As many as a user may look for in a day. */
export const MAX_VALUES = 20_000;

/** What one task looks for. */
export const CHUNK = 500;

/** Of what cannot be used, so many are listed. */
export const MAX_LISTED = 100;

const DAY = 86_400;

/** The same address book again is the same upload for so long, in seconds. */
export const REPEAT_SECONDS = DAY;
/** Longer than a task is tried again; what is not done by then has failed. */
export const GIVE_UP_SECONDS = 2 * DAY;
/** After so long without a step it is looked after, in seconds. */
export const STEP_SECONDS = 600;
export const CHUNK_SECONDS = 7 * DAY;
export const UPLOAD_SECONDS = 30 * DAY;
