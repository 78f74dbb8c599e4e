import type { Database } from '../../store/database.ts';
import { deleteDevice, deleteTokenOwner, readDevice } from './store.ts';

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
  return db.transact(async (tx) => {
    const device = await readDevice(tx, uid, device_id);
    if (device === undefined || (token !== undefined && device.token !== token)) return;
    deleteDevice(tx, uid, device_id);
    deleteTokenOwner(tx, device.token);
  });
}
