import { z } from 'zod';

import { task } from '../../context/task.ts';
import { enqueueChunk } from './enqueue-chunk.ts';
import { matchChunk } from './match-chunk.ts';

/**
 * Looks through one chunk of an uploaded address book and asks for the next; see {@link matchChunk} for its
 * costs. A task says which chunk and nothing of what is in it.
 */
export const matchContacts = task({
  name: 'matchContacts',
  summary: 'Look for the users in a part of an uploaded address book',
  input: z.object({ job_id: z.string(), chunk: z.int().min(0) }),
  handler: async (ctx, { job_id, chunk }) => {
    const upload = await matchChunk(ctx, job_id, chunk);
    if (upload !== undefined) await enqueueChunk(ctx, job_id, upload);
  },
});
