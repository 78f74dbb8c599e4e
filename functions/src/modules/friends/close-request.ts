import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { settle } from '../notifications/settle.ts';
import { requestEntryId, type FriendRequest, type RequestState } from './model.ts';
import { setRequestState } from './store.ts';

/**
 * Sets the state of a request that this transaction has read. One that waited for an answer does so no
 * longer, and neither does its entry in the feed of whom it is to.
 *
 * Costs 1 write; of one that waited 1 read more, and 1 write where its entry is unread.
 */
export async function closeRequest(
  tx: Tx,
  request: FriendRequest,
  state: Exclude<RequestState, 'PENDING'>,
  now: Instant,
): Promise<void> {
  if (request.state === 'PENDING') await settle(tx, request.to_user, requestEntryId(request), now);
  setRequestState(tx, request, state, now);
}
