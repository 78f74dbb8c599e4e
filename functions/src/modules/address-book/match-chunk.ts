import type { Context } from '../../context/context.ts';
import { AWAITED_SECONDS } from '../awaited/model.ts';
import { putAwaited } from '../awaited/store.ts';
import { awaitedId } from '../awaited/waiting.ts';
import { withoutBlocked } from '../blocks/without-blocked.ts';
import { createContact, readContacts } from '../contacts/store.ts';
import { readEvent } from '../events/store.ts';
import { endUpload } from './end-upload.ts';
import { listedUsers, outcomeOf, usersOf, type Listed } from './listed-users.ts';
import { meet } from './meet.ts';
import type { ContactUpload } from './model.ts';
import { afterChunk, isOpen } from './progress.ts';
import { deleteChunk, readWithChunk, updateUpload } from './store.ts';

/**
 * Looks through one chunk of an upload, unless it is not the next one: who is found enters the uploader's
 * contact book, unless one of the two has blocked the other, and whom nobody is found by is awaited. What it
 * does and that it is done are one transaction, so a run that is made again counts nothing twice; a cancelled
 * upload is met by it, and so is a block that was made since somebody was found.
 *
 * Costs 5 reads, those of {@link listedUsers}, 2 for each user who is found, and {@link meet} for each of
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
  for (const { uid: other, awaited_ids } of listed.waiting) {
    await meet(ctx, uid, other, awaited_ids);
  }
  const kept = await keep(ctx, job_id, number, listed);
  return kept === 'shut-out' ? endUpload(ctx, job_id, 'FAILED') : kept;
}

function isNext(upload: ContactUpload, number: number): boolean {
  return isOpen(upload) && upload.next_chunk === number;
}

function keep(
  ctx: Context,
  job_id: string,
  number: number,
  listed: Listed,
): Promise<ContactUpload | 'shut-out' | undefined> {
  return ctx.db.transact(async (tx) => {
    const { upload, chunk } = await readWithChunk(tx, job_id, number);
    if (upload === undefined || chunk === undefined || !isNext(upload, number)) return upload;
    const { uid } = upload;
    const event = await readEvent(tx, uid);
    if (event === undefined || event.disabled === true) return 'shut-out';
    const shown = await withoutBlocked(tx, uid, event, usersOf(listed));
    const contacts = await readContacts(tx, uid, shown);
    const { matched, unknown } = outcomeOf(chunk.reach_ids, listed, shown);
    const now = ctx.clock.now();
    const expires_at = now.plusSeconds(AWAITED_SECONDS);
    for (const [index, other] of shown.entries()) {
      if (contacts[index] === undefined) createContact(tx, uid, other, now);
    }
    for (const id of unknown) putAwaited(tx, awaitedId(ctx, uid, id), { uid, expires_at });
    const change = afterChunk(upload, { values: chunk.reach_ids.length, matched }, now);
    deleteChunk(tx, job_id, number);
    updateUpload(tx, job_id, change);
    return { ...upload, ...change };
  });
}
