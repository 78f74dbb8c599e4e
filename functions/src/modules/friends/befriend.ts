import type { Context } from '../../context/context.ts';
import { fieldError, ParleyError } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { mayMeet, tellOfMeeting } from '../awaited/tell-of-meeting.ts';
import { awaitedBy } from '../awaited/waiting.ts';
import { createContact, readContacts } from '../contacts/store.ts';
import { readEvent } from '../events/store.ts';
import { notify } from '../notifications/notify.ts';
import { readUser } from '../users/store.ts';
import { closeRequest } from './close-request.ts';
import type { FriendRequest } from './model.ts';

/**
 * Accepts a request that this transaction has read and found pending: each of the two enters the other's
 * contact book, and the one who had asked is told. What told the other of the request is read. Where one had
 * uploaded an address book with the other in it before the other could be found, both are told of that as
 * well.
 *
 * Costs 7 reads, and 1 for each one's number and proven address, by which he can be found; 6 writes: 1 less
 * for each who had the other in his book, and where the entry was read already. Where one waited for the other, 1 read, up to 4 writes and some
 * deletes more.
 *
 * @param field names who asked in the input
 * @throws ParleyError USER_DISABLED, USER_NOT_FOUND, USER_BLOCKED
 */
export async function befriend(
  tx: Tx,
  ctx: Context,
  request: FriendRequest,
  field: string,
  now: Instant,
): Promise<void> {
  const { from_user, to_user } = request;
  const [event, accepter, [his], [theirs], ...awaited] = await Promise.all([
    readEvent(tx, from_user),
    readUser(tx, to_user),
    readContacts(tx, from_user, [to_user]),
    readContacts(tx, to_user, [from_user]),
    awaitedBy(tx, ctx, from_user, to_user),
    awaitedBy(tx, ctx, to_user, from_user),
  ]);
  if (accepter?.is_active !== true) throw new ParleyError('USER_DISABLED');
  if (event === undefined) throw fieldError('USER_NOT_FOUND', field);
  // His block has ended what he asked; what stands beside it all the same is not accepted.
  if (event.blocked_users?.[to_user] === true) throw fieldError('USER_BLOCKED', field);
  const awaited_ids = awaited.flat();
  const own_event = awaited_ids.length > 0 ? await readEvent(tx, to_user) : undefined;
  await closeRequest(tx, request, 'ACCEPTED', now);
  if (his === undefined) createContact(tx, from_user, to_user, now);
  if (theirs === undefined) createContact(tx, to_user, from_user, now);
  const news = {
    uid: from_user,
    id: `friend-accepted-${to_user}-${now.toMillis()}`,
    type: 'FRIEND_ACCEPTED' as const,
    title: 'Friend request accepted',
    body: `${accepter.username} is your friend now.`,
    actor: to_user,
    reference_type: 'user',
    reference_id: to_user,
  };
  notify(tx, event, news, now, { notify_friend_request: true });
  const [asker, answerer] = [
    { uid: from_user, event },
    { uid: to_user, event: own_event },
  ];
  if (awaited_ids.length > 0 && mayMeet(asker, answerer)) {
    tellOfMeeting(tx, ctx, asker, answerer, awaited_ids, now);
  }
}
