import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import { isOpen } from './progress.ts';
import type { ContactUpload } from './model.ts';

/**
 * Asks for the next chunk of an upload to be looked through, if there is one; of all who ask, once.
 *
 * @param attempt which of the requests for the same chunk it is, where the task of the others may be lost
 */
export async function enqueueChunk(
  ctx: Context,
  job_id: string,
  upload: ContactUpload,
  attempt = '',
): Promise<void> {
  if (!isOpen(upload)) return;
  const chunk = upload.next_chunk;
  // An upload may begin anew under the same id.
  const begun = upload.created.toRfc3339();
  const id = deterministicId(ctx.hash, 'matchContacts', job_id, begun, `${chunk}`, attempt);
  await ctx.tasks.enqueue('matchContacts', { id, due: ctx.clock.now(), data: { job_id, chunk } });
}
