import type { Context } from '../../context/context.ts';
import { chunksOf } from '../../kernel/chunks.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { ParleyError } from '../../kernel/errors.ts';
import type { Tx } from '../../store/transaction.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { countIn } from '../limits/enforce.ts';
import { countSome } from '../limits/window.ts';
import type { Invalid } from './entry.ts';
import { CHUNK, CHUNK_SECONDS, type ContactUpload } from './model.ts';
import { isRepeated, newUpload } from './progress.ts';
import { putChunk, putUpload, readUpload } from './store.ts';

/**
 * Begins an upload, with all that is to be looked for, in one transaction; of what a user has uploaded within
 * a day, or is still being looked through, it answers that. Its id follows from what was uploaded. One with
 * nothing to look for is done, and counts against no limit.
 *
 * Costs 1 read and 1 write for each of its two limits, 2 reads and 2 writes, and 1 write for each 500; 2 reads
 * for a repeat.
 *
 * @throws ParleyError USER_DISABLED, RATE_LIMITED
 */
export function beginUpload(
  ctx: Context,
  uid: string,
  reach_ids: readonly string[],
  invalid: readonly Invalid[],
): Promise<{ job_id: string; upload: ContactUpload }> {
  const content = [...reach_ids.toSorted(), JSON.stringify(invalid)];
  const job_id = deterministicId(ctx.hash, 'contacts-upload', uid, ...content);
  return ctx.db.transact(async (tx) => {
    const [known, event] = await Promise.all([readUpload(tx, job_id), readEvent(tx, uid)]);
    if (event === undefined || event.disabled === true) throw new ParleyError('USER_DISABLED');
    const now = ctx.clock.now();
    if (known !== undefined && isRepeated(known, now)) return { job_id, upload: known };
    // In what holds nothing to look for he has forgotten his country, or taken the wrong file.
    if (reach_ids.length > 0) await countUpload(tx, ctx, uid, reach_ids.length);
    // Whoever is deleted meanwhile is to leave nothing behind: that writes this document as well.
    claimEvent(tx, uid, event, now);
    const upload = newUpload(uid, reach_ids.length, invalid, now);
    putUpload(tx, job_id, upload);
    const expires_at = now.plusSeconds(CHUNK_SECONDS);
    for (const [number, some] of chunksOf(reach_ids, CHUNK).entries()) {
      putChunk(tx, job_id, number, { reach_ids: some, expires_at });
    }
    return { job_id, upload };
  });
}

function countUpload(tx: Tx, ctx: Context, uid: string, values: number): Promise<void> {
  return countIn(tx, ctx, [
    { limit: 'contact_uploads_by_account', key: uid },
    {
      limit: 'uploaded_values_by_account',
      key: uid,
      count: (limit, window, at) => countSome(limit, window, at, values),
    },
  ]);
}
