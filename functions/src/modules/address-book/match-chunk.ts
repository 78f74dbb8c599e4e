import type { Context } from '../../context/context.ts';
import { AWAITED_SECONDS } from '../awaited/model.ts';
import { putAwaited } from '../awaited/store.ts';
import { awaitedId } from '../awaited/waiting.ts';
import { createContact, readContacts } from '../contacts/store.ts';
import { endUpload } from './end-upload.ts';
import { listedUsers, type Listed } from './listed-users.ts';
import { meet } from './meet.ts';
import type { ContactUpload } from './model.ts';
import { afterChunk, isOpen } from './progress.ts';
import { deleteChunk, readWithChunk, updateUpload } from './store.ts';

/**
 * Looks through one chunk of an upload, unless it is not the next one: who is found enters the uploader's
 * contact book, and whom nobody is found by is awaited. What it does and that it is done are one
 * transaction, so a run that is made again counts nothing twice; a cancelled upload is met by it.
 *
 * Costs 4 reads, those of {@link listedUsers}, 1 for each user who is found, and {@link meet} for each of
 * them who has waited; 1 write and 1 delete, and 1 write for each number and address.
 *
 * @returns the upload as it is then
 */
export async function matchChunk(
  ctx: Context,
  job_id: string,
  number: number,
): Promise<ContactUpload | undefined> {
  const { upload, chunk } = await readWithChunk(ctx.db, job_id, number);
  if (upload === undefined || chunk === undefined || !isNext(upload, number)) return upload;
  const { uid } = upload;
  const listed = await listedUsers(ctx, uid, chunk.reach_ids);
  if (listed === undefined) return endUpload(ctx, job_id, 'FAILED');
  for (const { uid: other, awaited_ids } of listed.waiting) {
    await meet(ctx, uid, other, awaited_ids);
  }
  return keep(ctx, job_id, number, listed);
}

function isNext(upload: ContactUpload, number: number): boolean {
  return isOpen(upload) && upload.next_chunk === number;
}

function keep(
  ctx: Context,
  job_id: string,
  number: number,
  { uids, matched, unknown }: Listed,
): Promise<ContactUpload | undefined> {
  return ctx.db.transact(async (tx) => {
    const { upload, chunk } = await readWithChunk(tx, job_id, number);
    if (upload === undefined || chunk === undefined || !isNext(upload, number)) return upload;
    const { uid } = upload;
    const contacts = await readContacts(tx, uid, uids);
    const now = ctx.clock.now();
    const expires_at = now.plusSeconds(AWAITED_SECONDS);
    for (const [index, other] of uids.entries()) {
      if (contacts[index] === undefined) createContact(tx, uid, other, now);
    }
    for (const id of unknown) putAwaited(tx, awaitedId(ctx, uid, id), { uid, expires_at });
    const change = afterChunk(upload, { values: chunk.reach_ids.length, matched }, now);
    deleteChunk(tx, job_id, number);
    updateUpload(tx, job_id, change);
    return { ...upload, ...change };
  });
}
