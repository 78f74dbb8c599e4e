import type { Context } from '../../context/context.ts';
import { schedule } from '../../context/schedule.ts';
import { failuresOf, throwFailures } from '../../kernel/failures.ts';
import { endUpload } from './end-upload.ts';
import { enqueueChunk } from './enqueue-chunk.ts';
import { STEP_SECONDS, type ContactUpload } from './model.ts';
import { isGivenUp, isOpen } from './progress.ts';
import { listStanding, readUpload, updateUpload } from './store.ts';

/** What a run looks at; the rest is the next one's. */
const PAGE = 100;
const AT_ONCE = 5;

/**
 * Asks once more for what no task has done: the net beneath the tasks, for those that were lost. An upload
 * that has stood still for two days has failed. One that cannot be gone on with keeps no other from it.
 *
 * Costs 2 reads and 1 write for each upload that stands still; 1 read where none does.
 */
export const finishContactUploads = schedule({
  name: 'finishContactUploads',
  summary: 'Go on with address books that no task goes on with',
  every: 'every 10 minutes',
  handler: async (ctx) => {
    const standing = await listStanding(ctx.db, ctx.clock.now(), PAGE);
    const failures = await failuresOf(standing, AT_ONCE, ({ job_id, upload }) =>
      goOn(ctx, job_id, upload),
    );
    throwFailures(failures, 'uploads');
  },
});

async function goOn(ctx: Context, job_id: string, seen: ContactUpload): Promise<void> {
  if (isGivenUp(seen, ctx.clock.now())) {
    await endUpload(ctx, job_id, 'FAILED');
    return;
  }
  const upload = await ctx.db.transact(async (tx) => {
    const found = await readUpload(tx, job_id);
    const now = ctx.clock.now();
    if (found === undefined || !isOpen(found)) return undefined;
    if (found.due_at === null || found.due_at.compare(now) > 0) return undefined;
    updateUpload(tx, job_id, { due_at: now.plusSeconds(STEP_SECONDS) });
    return found;
  });
  if (upload === undefined) return;
  await enqueueChunk(ctx, job_id, upload, ctx.clock.now().toRfc3339());
}
