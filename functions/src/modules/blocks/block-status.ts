import { z } from 'zod';

import { endpoint } from '../../context/endpoint.ts';
import { fieldError } from '../../kernel/errors.ts';
import { fieldOf, findTarget, oneTarget } from '../users/find-target.ts';
import { readBlocks } from './store.ts';

/** Whether two users are kept apart, and by whom. */
export const blockStatusAnswer = z
  .object({
    message: z.string(),
    is_blacklisted: z.boolean().meta({ description: 'One of the two has blocked the other' }),
    is_blacklisted_by_user: z.boolean().meta({ description: 'The caller has' }),
  })
  .meta({ id: 'BlockStatus' });

/** In words, whose reader is the caller. */
export function blockStatusOf(by_user: boolean, by_other: boolean) {
  const message = by_user
    ? 'You have blocked this user.'
    : by_other
      ? 'This user has blocked you.'
      : 'Neither of you has blocked the other.';
  return { message, is_blacklisted: by_user || by_other, is_blacklisted_by_user: by_user };
}

/**
 * Whether the caller and another user are kept apart by a block.
 *
 * Costs 3 reads, 1 more for a username. Errors: FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND.
 */
export const blockStatus = endpoint({
  name: 'blockStatus',
  summary: 'Whether one of two users has blocked the other',
  auth: 'session',
  input: oneTarget,
  output: blockStatusAnswer,
  errors: ['USER_IS_SELF', 'USER_NOT_FOUND'],
  handler: async (ctx, target, { caller: { uid } }) => {
    const { uid: other } = await findTarget(ctx.db, target);
    if (other === uid) throw fieldError('USER_IS_SELF', fieldOf(target));
    const { own, theirs } = await readBlocks(ctx.db, uid, other);
    return blockStatusOf(own, theirs);
  },
});
