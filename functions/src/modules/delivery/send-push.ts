import type { Context } from '../../context/context.ts';
import { forgetDevice } from '../devices/forget-device.ts';
import type { RegisteredDevice } from '../devices/model.ts';
import { listDevices } from '../devices/store.ts';
import { releasePush } from '../events/push-claims.ts';
import { readEvent, setPushClaims } from '../events/store.ts';
import type { ClaimedPush } from './deliver-message.ts';

/** Thrown to have the platform deliver the event again, with its own backoff. */
export class PushUnavailableError extends Error {
  override readonly name = 'PushUnavailableError';
}

/**
 * Sends a claimed push to the recipient's devices. Tokens that FCM calls dead are removed. Devices
 * that FCM could not take now are put back into the claim, and the error asks for another delivery,
 * which then reaches those devices and no others.
 *
 * The claim comes before the sending: a crash in between loses this one notification, and never
 * doubles one; the counters stand either way.
 *
 * @throws PushUnavailableError
 */
export async function sendPush(ctx: Context, push: ClaimedPush): Promise<void> {
  const { recipient, devices: only } = push;
  const registered = await listDevices(ctx.db, recipient);
  const devices = registered.filter(
    ({ device_id }) => only.length === 0 || only.includes(device_id),
  );
  if (devices.length === 0) return;

  const outcomes = await ctx.push.send(
    push.note,
    devices.map(({ token }) => token),
  );
  const those = (outcome: string) => devices.filter((_, index) => outcomes[index] === outcome);

  for (const { device_id, token } of those('dead')) {
    await forgetDevice(ctx.db, recipient, device_id, token);
  }
  const unavailable = those('unavailable');
  if (unavailable.length > 0) await release(ctx, push, unavailable);
}

async function release(
  ctx: Context,
  { recipient, chat_id, message_number }: ClaimedPush,
  devices: RegisteredDevice[],
): Promise<never> {
  const ids = devices.map(({ device_id }) => device_id);
  await ctx.db.transact(async (tx) => {
    const event = await readEvent(tx, recipient);
    const claims = releasePush(event?.push_claims?.[chat_id], message_number, ids);
    setPushClaims(tx, recipient, chat_id, claims);
  });
  throw new PushUnavailableError(`FCM took no push for ${ids.length} device(s); to be tried again`);
}
