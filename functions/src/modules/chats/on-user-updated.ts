import type { UpdatedTrigger } from '../../context/trigger.ts';
import { carryUsername } from './carry-username.ts';

/**
 * Brings a changed username to the chats that show it. It goes by what stands, so an event that comes twice
 * or late does no harm. Of any other change it reads nothing.
 */
export const onUserUpdated: UpdatedTrigger<'uid'> = {
  document: 'users/{uid}',
  handler: async (ctx, { params: { uid }, before, data }) => {
    if (before['username'] !== data['username']) await carryUsername(ctx, uid);
  },
};
