import type { Context } from '../../context/context.ts';
import { deterministicId } from '../../kernel/deterministic-id.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Tx } from '../../store/transaction.ts';
import type { ExternalEvent } from '../events/model.ts';
import { notify } from '../notifications/notify.ts';
import { deleteAwaited } from './store.ts';

/** One of two, and his event document, which the transaction has read. */
export interface Side {
  uid: string;
  event: ExternalEvent | undefined;
}

/** Whether two are to hear of each other: both are there, and neither has blocked the other. */
export function mayMeet(one: Side, other: Side): boolean {
  const are_there = [one, other].every(
    ({ event }) => event !== undefined && event.disabled !== true,
  );
  return are_there && !isBlockBetween(one, other);
}

/** Whether one of two has blocked the other. */
export function isBlockBetween(one: Side, other: Side): boolean {
  return (
    one.event?.blocked_users?.[other.uid] === true || other.event?.blocked_users?.[one.uid] === true
  );
}

/**
 * Tells two, each of whom has the other in his book now, that they are here, and that nobody waits any
 * more. Once: of whom it was told nothing waits, and the entries have ids of their own.
 *
 * Costs up to 4 writes, and 1 delete for each of `awaited_ids`, which the transaction must have read.
 */
export function tellOfMeeting(
  tx: Tx,
  ctx: Context,
  one: Side,
  other: Side,
  awaited_ids: readonly string[],
  now: Instant,
): void {
  for (const id of awaited_ids) deleteAwaited(tx, id);
  notify(tx, one.event, newsFor(ctx, one.uid, other.uid), now);
  notify(tx, other.event, newsFor(ctx, other.uid, one.uid), now);
}

/** It names nobody: who it is of is its actor. */
function newsFor(ctx: Context, uid: string, actor: string) {
  return {
    uid,
    id: deterministicId(ctx.hash, 'contact-joined', uid, actor),
    type: 'CONTACT_JOINED' as const,
    title: 'One of your contacts is here',
    body: 'You have each other in your contacts.',
    actor,
    reference_type: 'user',
    reference_id: actor,
  };
}
