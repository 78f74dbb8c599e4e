import type { Context } from '../../context/context.ts';
import { inChunks } from '../../kernel/chunks.ts';
import { forgetDevice } from '../devices/forget-device.ts';
import { listDevices } from '../devices/store.ts';
import type { PushNote, PushOutcome } from '../push/sender.ts';
import type { ClaimedPush } from './claimed-push.ts';

/** How many recipients' devices are read at once. */
const RECIPIENTS_AT_ONCE = 50;

/** A claimed push as far as sending it goes. */
export interface Sendable {
  recipient: string;
  note: PushNote;
  /** The devices an earlier attempt left; empty for all of the recipient's. */
  devices: string[];
}

/** One claimed push to one device. */
interface Addressed<P> {
  push: P;
  device_id: string;
  token: string;
}

/** A push and the devices that FCM could not take it for now. */
export interface MissedPush<P = ClaimedPush> {
  push: P;
  devices: string[];
}

/**
 * Sends claimed pushes to their recipients' devices, and removes the tokens that FCM calls dead.
 * Answers what it could not take now, to be put back into the claim.
 *
 * Costs a read for each device, at least one for each recipient, however many pushes he gets.
 */
export async function attemptPushes<P extends Sendable>(
  ctx: Context,
  pushes: P[],
): Promise<MissedPush<P>[]> {
  const by_recipient = [...Map.groupBy(pushes, ({ recipient }) => recipient)];
  const addressed = (
    await inChunks(by_recipient, RECIPIENTS_AT_ONCE, ([recipient, his]) =>
      addressesOf(ctx, recipient, his),
    )
  ).flat();
  if (addressed.length === 0) return [];
  const outcomes = await ctx.push.send(
    addressed.map(({ token, push: { note } }) => ({ token, note })),
  );
  const those = (outcome: PushOutcome) => addressed.filter((_, i) => outcomes[i] === outcome);

  await inChunks(those('dead'), RECIPIENTS_AT_ONCE, ({ push, device_id, token }) =>
    forgetDevice(ctx.db, push.recipient, device_id, token),
  );
  const missed = Map.groupBy(those('unavailable'), ({ push }) => push);
  return [...missed].map(([push, those]) => ({
    push,
    devices: those.map(({ device_id }) => device_id),
  }));
}

async function addressesOf<P extends Sendable>(
  ctx: Context,
  recipient: string,
  pushes: P[],
): Promise<Addressed<P>[]> {
  const registered = await listDevices(ctx.db, recipient);
  return pushes.flatMap((push) =>
    registered
      .filter(({ device_id }) => push.devices.length === 0 || push.devices.includes(device_id))
      .map(({ device_id, token }) => ({ push, device_id, token })),
  );
}
