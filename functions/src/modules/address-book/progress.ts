import type { Instant } from '../../kernel/instant.ts';
import type { Invalid } from './entry.ts';
import {
  CHUNK,
  GIVE_UP_SECONDS,
  MAX_LISTED,
  REPEAT_SECONDS,
  STEP_SECONDS,
  UPLOAD_SECONDS,
  type ContactUpload,
} from './model.ts';

/** An upload that has just come; one with nothing to look for is done. */
export function newUpload(
  uid: string,
  total: number,
  invalid: readonly Invalid[],
  now: Instant,
): ContactUpload {
  const is_done = total === 0;
  return {
    uid,
    state: is_done ? 'DONE' : 'QUEUED',
    total,
    processed: 0,
    percent: is_done ? 100 : 0,
    matched: 0,
    invalid_count: invalid.length,
    invalid: invalid.slice(0, MAX_LISTED),
    chunks: Math.ceil(total / CHUNK),
    next_chunk: 0,
    due_at: is_done ? null : now.plusSeconds(STEP_SECONDS),
    created: now,
    modified: now,
    expires_at: now.plusSeconds(UPLOAD_SECONDS),
  };
}

/** Whether there is something left to do. */
export function isOpen({ state }: ContactUpload): boolean {
  return state === 'QUEUED' || state === 'RUNNING';
}

/** Whether the same address book, sent again now, is this upload. */
export function isRepeated(upload: ContactUpload, now: Instant): boolean {
  if (isOpen(upload)) return true;
  return upload.state === 'DONE' && upload.created.plusSeconds(REPEAT_SECONDS).compare(now) > 0;
}

/** What changes when a chunk is done. */
export function afterChunk(
  { total, processed, matched, chunks, next_chunk }: ContactUpload,
  chunk: { values: number; matched: number },
  now: Instant,
): Partial<ContactUpload> {
  const done = processed + chunk.values;
  const is_last = next_chunk + 1 >= chunks;
  return {
    state: is_last ? 'DONE' : 'RUNNING',
    processed: done,
    percent: Math.floor((100 * done) / total),
    matched: matched + chunk.matched,
    next_chunk: next_chunk + 1,
    due_at: is_last ? null : now.plusSeconds(STEP_SECONDS),
    modified: now,
  };
}

/** What changes when nothing more is to be done of it. */
export function ended(state: 'CANCELLED' | 'FAILED', now: Instant): Partial<ContactUpload> {
  return { state, due_at: null, modified: now };
}

/** Whether it has stood still for too long. */
export function isGivenUp({ created }: ContactUpload, now: Instant): boolean {
  return created.plusSeconds(GIVE_UP_SECONDS).compare(now) <= 0;
}
