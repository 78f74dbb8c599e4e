import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { readUpload } from './store.ts';
import { jobId, toWireUpload, wireUpload } from './wire-upload.ts';

/**
 * How far an upload of the caller's is; an app may listen to `contact-uploads/{job_id}` instead. It is kept
 * for 30 days. Costs 1 read. Errors: FIELDS_INVALID, UPLOAD_NOT_FOUND.
 */
export const getContactsUpload = endpoint({
  name: 'getContactsUpload',
  summary: 'See how far an uploaded address book is',
  auth: 'session',
  input: z.strictObject({ job_id: jobId }),
  output: wireUpload,
  errors: ['UPLOAD_NOT_FOUND'],
  handler: async (ctx, { job_id }, { caller: { uid } }) => {
    const upload = await readUpload(ctx.db, job_id);
    const is_there = upload?.uid === uid && upload.expires_at.compare(ctx.clock.now()) > 0;
    if (!is_there) throw fieldError('UPLOAD_NOT_FOUND', 'job_id');
    return toWireUpload(job_id, upload);
  },
});
