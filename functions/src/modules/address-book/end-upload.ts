import type { Context } from '../../context/context.ts';
import type { ContactUpload } from './model.ts';
import { ended, isOpen } from './progress.ts';
import { deleteChunk, readUpload, updateUpload } from './store.ts';

/**
 * Ends an upload before its time, and removes what was still to be looked for. One that has ended stays as it
 * is. Costs 1 read, 1 write, and 1 delete for each chunk that is left.
 *
 * @returns the upload as it is then; undefined where there is none, or not of `uid`
 */
export function endUpload(
  ctx: Context,
  job_id: string,
  state: 'CANCELLED' | 'FAILED',
  uid?: string,
): Promise<ContactUpload | undefined> {
  return ctx.db.transact(async (tx) => {
    const upload = await readUpload(tx, job_id);
    if (upload === undefined || (uid !== undefined && upload.uid !== uid)) return undefined;
    if (!isOpen(upload)) return upload;
    const change = ended(state, ctx.clock.now());
    updateUpload(tx, job_id, change);
    for (let number = upload.next_chunk; number < upload.chunks; number += 1) {
      deleteChunk(tx, job_id, number);
    }
    return { ...upload, ...change };
  });
}
