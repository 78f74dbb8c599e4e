import type { Context } from '../../context/context.ts';
import { inChunks } from '../../kernel/chunks.ts';
import { releasePush } from '../events/push-claims.ts';
import { changeEvent, readEvent } from '../events/store.ts';
import { attemptPushes, type MissedPush } from './attempt-pushes.ts';
import type { ClaimedPush } from './claimed-push.ts';

/** How many claims are put back at once. */
const AT_ONCE = 50;

/** Thrown to have the platform deliver the event again, with its own backoff. */
export class PushUnavailableError extends Error {
  override readonly name = 'PushUnavailableError';
}

/**
 * The first attempt: sends the pushes that a message's delivery claimed. Devices that FCM could not
 * take now are put back into the claim, and the error asks for another delivery, which then reaches
 * those devices and no others.
 *
 * The claim comes before the sending: a crash in between loses this one attempt, and never doubles
 * one; the counters stand either way.
 *
 * @throws PushUnavailableError
 */
export async function sendPushes(ctx: Context, pushes: ClaimedPush[]): Promise<void> {
  const missed = await attemptPushes(ctx, pushes);
  if (missed.length === 0) return;
  await inChunks(missed, AT_ONCE, (one) => release(ctx, one));
  const count = missed.reduce((sum, { devices }) => sum + devices.length, 0);
  throw new PushUnavailableError(`FCM took no push for ${count} device(s); to be tried again`);
}

function release(ctx: Context, { push, devices }: MissedPush): Promise<void> {
  const { recipient, chat_id, message_number } = push;
  return ctx.db.transact(async (tx) => {
    const event = await readEvent(tx, recipient);
    const known = event?.push_claims?.[chat_id];
    // Read to its end, or left: there is nothing to be pushed any more.
    if (known === undefined) return;
    const claims = releasePush(known, message_number, devices);
    changeEvent(tx, recipient, { push_claims: { [chat_id]: claims } });
  });
}
