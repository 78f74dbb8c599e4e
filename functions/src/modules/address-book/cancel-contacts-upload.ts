import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { endUpload } from './end-upload.ts';
import { jobId, toWireUpload, wireUpload } from './wire-upload.ts';

/**
 * Cancels an upload of the caller's: nothing more of it is looked for, and what was still to be is removed.
 * Who was found by then stays in the contact book. One that has ended stays as it is; may be repeated.
 *
 * Costs 1 read, 1 write, and 1 delete for each 500 that were left. Errors: FIELDS_INVALID, UPLOAD_NOT_FOUND.
 */
export const cancelContactsUpload = endpoint({
  name: 'cancelContactsUpload',
  summary: 'Cancel the upload of an address book',
  auth: 'session',
  input: z.strictObject({ job_id: jobId }),
  output: wireUpload,
  errors: ['UPLOAD_NOT_FOUND', 'TOO_BUSY'],
  handler: async (ctx, { job_id }, { caller: { uid } }) => {
    const upload = await endUpload(ctx, job_id, 'CANCELLED', uid);
    if (upload === undefined) throw fieldError('UPLOAD_NOT_FOUND', 'job_id');
    return toWireUpload(job_id, upload);
  },
});
