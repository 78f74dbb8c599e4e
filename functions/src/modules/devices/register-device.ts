import { z } from 'zod';

import type { Context } from '../../context/context.ts';
import { endpoint } from '../../context/endpoint.ts';
import { nothing, printable } from '../../kernel/fields.ts';
import { deviceId } from './fields.ts';
import type { Device } from './model.ts';
import {
  deleteDevice,
  deleteTokenOwner,
  listDevices,
  putDevice,
  readDevice,
  readTokenOwner,
} from './store.ts';

/** Every push reads and addresses all devices of a user, so their number has a bound. */
export const MAX_DEVICES = 20;

const input = z.strictObject({
  device_id: deviceId,
  token: printable(4096),
  platform: z.enum(['ios', 'android', 'web'], 'must be ios, android or web'),
  app_version: z.string().min(1).max(64).optional(),
});

/**
 * Registers an installation of the app for pushes, or renews its token; idempotent.
 *
 * A device ends with the session that it was registered under last. A token belongs to one user: on a
 * phone that changed hands the former user's device goes in the same transaction, so that nobody reads
 * pushes meant for another. Beyond {@link MAX_DEVICES} the device that was renewed longest ago makes room.
 *
 * Costs 4 reads and 4 writes, of which 2 and 2 for its limits; a new device reads the user's other
 * devices as well. Errors: FIELDS_INVALID, RATE_LIMITED.
 */
export const registerDevice = endpoint({
  name: 'registerDevice',
  summary: 'Register an installation for pushes',
  auth: 'session',
  input,
  output: nothing,
  limits: [
    { limit: 'register_device_by_account', key: (_input, { caller }) => caller.uid },
    {
      // Of that account: an id is the app's choice, so others may have the same. It is refused before
      // the account's limit is reached, so one installation gone wild leaves the others their turn.
      limit: 'register_device_by_device',
      key: ({ device_id }, { caller }) => `${caller.uid}/${device_id}`,
    },
  ],
  handler: async (ctx, { device_id, ...given }, { caller: { uid, sid } }) => {
    const device: Device = { ...given, sid, modified: ctx.clock.now() };
    await ctx.db.transact(async (tx) => {
      const [known, owner] = await Promise.all([
        readDevice(tx, uid, device_id),
        readTokenOwner(tx, device.token),
      ]);
      const oldest = known === undefined ? await deviceToDrop(ctx, uid) : undefined;

      if (known !== undefined && known.token !== device.token) deleteTokenOwner(tx, known.token);
      if (owner !== undefined && !(owner.uid === uid && owner.device_id === device_id)) {
        deleteDevice(tx, owner.uid, owner.device_id);
      }
      if (oldest !== undefined && oldest.token !== device.token) {
        deleteDevice(tx, uid, oldest.device_id);
        deleteTokenOwner(tx, oldest.token);
      }
      putDevice(tx, uid, device_id, device);
    });
    return {};
  },
});

/** Seen outside the transaction: with many new devices at once there may be a few more than that. */
async function deviceToDrop(ctx: Context, uid: string) {
  const devices = await listDevices(ctx.db, uid);
  if (devices.length < MAX_DEVICES) return undefined;
  return devices.toSorted((a, b) => a.modified.compare(b.modified))[0];
}
