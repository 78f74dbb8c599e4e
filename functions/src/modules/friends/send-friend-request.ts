import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { fieldError, ParleyError, rateLimited } from '../../kernel/errors.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import { claimEvent, readEvent } from '../events/store.ts';
import { notify } from '../notifications/notify.ts';
import { reopen } from '../notifications/settle.ts';
import { oneTarget } from '../users/find-target.ts';
import { readUsers } from '../users/store.ts';
import { befriend } from './befriend.ts';
import { decideAsking } from './decide.ts';
import { requestEntryId, type FriendRequest, type RequestState } from './model.ts';
import { otherUser } from '../users/other-user.ts';
import { putRequest, readBetween } from './store.ts';

/** The state of a request, after what was done. */
export const requestState = z.object({
  state: z.enum(['PENDING', 'ACCEPTED', 'DECLINED', 'CANCELLED']),
});

/**
 * Asks another user to be a friend; idempotent. Where he has asked the caller, or does so at this moment,
 * that is accepted. Who was declined may ask again after a day. Who is asked, is told by his flag, his feed
 * and a push, at most once a day by the same user: what is asked again on that day makes its entry unread
 * again, where he had not read it before it was taken back.
 *
 * Costs 6 reads and 4 writes, and its limit; once more on the day 7 reads and 4 writes; 2 reads where it is
 * so already, 9 reads and 6 writes where it accepts (see {@link befriend}); 1 read more for a username. Errors: FIELDS_INVALID, USER_IS_SELF, USER_NOT_FOUND, USER_DISABLED,
 * USER_BLOCKED (either has blocked the other), FRIEND_REQUEST_ID_CONFLICT (another pair of ids joins to the
 * same id), RATE_LIMITED.
 */
export const sendFriendRequest = endpoint({
  name: 'sendFriendRequest',
  summary: 'Ask a user to be a friend',
  auth: 'session',
  active_hours_only: true,
  input: oneTarget,
  output: requestState,
  limits: [{ limit: 'friend_request_by_account', key: (_input, { caller }) => caller.uid }],
  errors: [
    'USER_IS_SELF',
    'USER_NOT_FOUND',
    'USER_DISABLED',
    'USER_BLOCKED',
    'FRIEND_REQUEST_ID_CONFLICT',
    'RATE_LIMITED',
    'TOO_BUSY',
  ],
  handler: async (ctx, target, { caller: { uid } }) => {
    const { other, field } = await otherUser(ctx, target, uid);
    return { state: await ask(ctx, uid, other, field) };
  },
});

function ask(ctx: Context, uid: string, other: string, field: string): Promise<RequestState> {
  return ctx.db.transact(async (tx) => {
    const now = ctx.clock.now();
    const between = await readBetween(tx, uid, other);
    if (between.is_taken) throw fieldError('FRIEND_REQUEST_ID_CONFLICT', field);
    const asking = decideAsking(between, now);
    switch (asking.what) {
      case 'nothing':
        return asking.state;
      case 'wait':
        throw rateLimited(asking.retry_after_seconds);
      case 'accept':
        await befriend(tx, ctx, between.theirs as FriendRequest, field, now);
        return 'ACCEPTED';
      case 'ask': {
        const { told = now, created = now } = between.own ?? {};
        const state = 'PENDING';
        const request = { from_user: uid, to_user: other, state, created, modified: now } as const;
        await make(tx, { ...request, told: asking.tells ? now : told }, asking.tells, field, now);
        return state;
      }
    }
  });
}

/**
 * Both event documents are written: of two who ask each other at the same moment one sees the other's
 * request, and so it is with a block.
 */
async function make(
  tx: Tx,
  request: FriendRequest,
  tells: boolean,
  field: string,
  now: Instant,
): Promise<void> {
  const { from_user: uid, to_user: other } = request;
  const [[self, peer], own, theirs] = await Promise.all([
    readUsers(tx, [uid, other]),
    readEvent(tx, uid),
    readEvent(tx, other),
  ]);
  if (self?.is_active !== true) throw new ParleyError('USER_DISABLED');
  if (peer?.is_active !== true || theirs === undefined) throw fieldError('USER_NOT_FOUND', field);
  if (own?.blocked_users?.[other] === true || theirs.blocked_users?.[uid] === true) {
    throw fieldError('USER_BLOCKED', field);
  }
  if (!tells) await reopen(tx, other, requestEntryId(request));
  putRequest(tx, request);
  claimEvent(tx, uid, own, now);
  if (!tells) return claimEvent(tx, other, theirs, now);
  const news = {
    uid: other,
    id: requestEntryId(request),
    type: 'FRIEND_REQUEST' as const,
    title: 'Friend request',
    body: `${self.username} wants to be your friend.`,
    actor: uid,
    reference_type: 'user',
    reference_id: uid,
  };
  notify(tx, theirs, news, now, { notify_friend_request: true });
}
