import type { Context } from '../../context/context.ts';
import { inChunks } from '../../kernel/chunks.ts';
import { forgetDevice } from '../devices/forget-device.ts';
import { listDevices } from '../devices/store.ts';
import { releasePush } from '../events/push-claims.ts';
import { changeEvent, readEvent } from '../events/store.ts';
import type { PushOutcome } from '../push/sender.ts';
import type { ClaimedPush } from './claimed-push.ts';

/** How many recipients' devices are read at once. */
const RECIPIENTS_AT_ONCE = 50;

/** Thrown to have the platform deliver the event again, with its own backoff. */
export class PushUnavailableError extends Error {
  override readonly name = 'PushUnavailableError';
}

/** One claimed push to one device. */
interface Addressed {
  push: ClaimedPush;
  device_id: string;
  token: string;
}

/**
 * Sends claimed pushes to their recipients' devices. Tokens that FCM calls dead are removed. Devices
 * that FCM could not take now are put back into the claim, and the error asks for another delivery,
 * which then reaches those devices and no others.
 *
 * The claim comes before the sending: a crash in between loses this one notification, and never
 * doubles one; the counters stand either way.
 *
 * @throws PushUnavailableError
 */
export async function sendPushes(ctx: Context, pushes: ClaimedPush[]): Promise<void> {
  const addressed = (
    await inChunks(pushes, RECIPIENTS_AT_ONCE, (push) => addressesOf(ctx, push))
  ).flat();
  if (addressed.length === 0) return;
  const outcomes = await ctx.push.send(
    addressed.map(({ token, push: { note } }) => ({ token, note })),
  );
  const those = (outcome: PushOutcome) => addressed.filter((_, i) => outcomes[i] === outcome);

  await inChunks(those('dead'), RECIPIENTS_AT_ONCE, ({ push, device_id, token }) =>
    forgetDevice(ctx.db, push.recipient, device_id, token),
  );
  const unavailable = those('unavailable');
  if (unavailable.length === 0) return;
  const missed = pushes.filter((push) => unavailable.some((other) => other.push === push));
  await inChunks(missed, RECIPIENTS_AT_ONCE, (push) =>
    release(
      ctx,
      push,
      unavailable.filter((other) => other.push === push).map(({ device_id }) => device_id),
    ),
  );
  const count = unavailable.length;
  throw new PushUnavailableError(`FCM took no push for ${count} device(s); to be tried again`);
}

async function addressesOf(ctx: Context, push: ClaimedPush): Promise<Addressed[]> {
  const registered = await listDevices(ctx.db, push.recipient);
  return registered
    .filter(({ device_id }) => push.devices.length === 0 || push.devices.includes(device_id))
    .map(({ device_id, token }) => ({ push, device_id, token }));
}

function release(
  ctx: Context,
  { recipient, chat_id, message_number }: ClaimedPush,
  devices: string[],
): Promise<void> {
  return ctx.db.transact(async (tx) => {
    const event = await readEvent(tx, recipient);
    const known = event?.push_claims?.[chat_id];
    // Read to its end, or left: there is nothing to be pushed any more.
    if (known === undefined) return;
    const claims = releasePush(known, message_number, devices);
    changeEvent(tx, recipient, { push_claims: { [chat_id]: claims } });
  });
}
