import type { Database } from '../../store/database.ts';
import type { QueryReader } from '../../store/reader.ts';
import type { Tx } from '../../store/transaction.ts';
import type { Device } from './model.ts';
import { deleteDevice, deleteTokenOwner, listDevices, readDevice } from './store.ts';

/**
 * Removes a device; nothing happens where there is none. With `token` only if that is still its
 * token: FCM's verdict on an old token must not remove the device that has since renewed it.
 */
export function forgetDevice(
  db: Database,
  uid: string,
  device_id: string,
  token?: string,
): Promise<void> {
  return db.transact((tx) =>
    forgetIn(tx, uid, device_id, (device) => token === undefined || device.token === token),
  );
}

/**
 * Removes those of a user's devices that are meant, in a transaction. Each is read again in it, and stays
 * where it has been registered anew in the meantime; one that comes later is not seen.
 *
 * Costs 1 read for each of the user's devices, at least 1, and 1 read and 2 deletes for each that goes.
 */
export async function forgetDevicesIn(
  tx: Tx,
  source: QueryReader,
  uid: string,
  isMeant: (device: Device) => boolean,
): Promise<void> {
  const meant = (await listDevices(source, uid)).filter(isMeant);
  await Promise.all(meant.map(({ device_id }) => forgetIn(tx, uid, device_id, isMeant)));
}

/** The token's owner goes with its device: as long as there is the device, the token is its. */
async function forgetIn(
  tx: Tx,
  uid: string,
  device_id: string,
  isMeant: (device: Device) => boolean,
): Promise<void> {
  const device = await readDevice(tx, uid, device_id);
  if (device === undefined || !isMeant(device)) return;
  deleteDevice(tx, uid, device_id);
  deleteTokenOwner(tx, device.token);
}
