import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { nothing, userId } from '../../kernel/fields.ts';
import { setBlocked } from './set-blocked.ts';

/**
 * Lifts the caller's block of a user. Where that user has blocked the caller as well, the two stay
 * apart. May be repeated.
 *
 * Costs 2 reads, 2 writes and 1 delete, 1 write less where the two have no chat; 2 reads where there is
 * no such block. Errors: FIELDS_INVALID, USER_IS_SELF.
 */
export const unblockUser = endpoint({
  name: 'unblockUser',
  summary: 'Lift a block',
  auth: 'session',
  input: z.strictObject({ user_id: userId }),
  output: nothing,
  errors: ['USER_IS_SELF', 'TOO_BUSY'],
  handler: async (ctx, { user_id }, { caller: { uid } }) => {
    await setBlocked(ctx, uid, user_id, false);
    return {};
  },
});
