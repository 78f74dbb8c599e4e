import { z } from 'zod';

import { task } from '../../context/task.ts';
import { userId } from '../../kernel/fields.ts';
import { continueDeletion } from './continue-deletion.ts';

/** Erases what there is of a user who has deleted his account; see {@link continueDeletion} for its costs. */
export const eraseAccount = task({
  name: 'eraseAccount',
  summary: 'Erase what there is of a user who has deleted his account',
  input: z.object({ user_id: userId }),
  handler: (ctx, { user_id }) => continueDeletion(ctx, user_id),
});
