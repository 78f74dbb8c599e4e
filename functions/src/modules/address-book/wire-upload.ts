import { z } from 'zod';

import { UPLOAD_STATES, type ContactUpload } from './model.ts';

/** The id of an upload; whoever does not have it cannot guess it. */
export const jobId = z.string().regex(/^[A-Za-z0-9]{20}$/, 'is not an id');

const count = z.int().min(0);

/** How far an upload is, as its document says. */
export const wireUpload = z
  .object({
    job_id: z.string(),
    state: z.enum(UPLOAD_STATES),
    total: count.meta({ description: 'Numbers and addresses to look for, each once' }),
    processed: count,
    percent: z.int().min(0).max(100),
    matched: count.meta({ description: 'How many of them are of users who can be found by them' }),
    invalid_count: count,
    invalid: z
      .array(
        z.object({ line: z.int(), field: z.enum(['phone', 'email', 'line']), message: z.string() }),
      )
      .meta({
        description:
          'The first 100: by their lines, or positions in the list; a `line` is one that cannot be read',
      }),
    created: z.iso.datetime(),
    modified: z.iso.datetime(),
  })
  .meta({ id: 'ContactsUpload' });

export function toWireUpload(job_id: string, upload: ContactUpload): z.output<typeof wireUpload> {
  const { state, total, processed, percent, matched, invalid_count, invalid } = upload;
  return {
    ...{ job_id, state, total, processed, percent, matched, invalid_count, invalid },
    created: upload.created.toRfc3339(),
    modified: upload.modified.toRfc3339(),
  };
}
