import { createHash } from 'node:crypto';

import { decode } from '../../store/codec.ts';
import type { QueryReader, Reader } from '../../store/reader.ts';
import { REMOVED, type Tx } from '../../store/transaction.ts';
import type { Device, RegisteredDevice, TokenOwner } from './model.ts';

function devicesRef(source: Reader, uid: string) {
  return source.firestore.collection(`users/${uid}/devices`);
}

function ownerRef(source: Reader, token: string) {
  const hash = createHash('sha256').update(token).digest('hex');
  return source.firestore.collection('device-tokens').doc(hash);
}

/** One read for each device, at least one. */
export async function listDevices(
  source: QueryReader,
  uid: string,
): Promise<(RegisteredDevice & Device)[]> {
  const found = await source.find(devicesRef(source, uid));
  return found.map((doc) => ({ device_id: doc.id, ...(decode(doc.data()) as Device) }));
}

/** One read. */
export function readDevice(
  source: Reader,
  uid: string,
  device_id: string,
): Promise<Device | undefined> {
  return source.get<Device>(devicesRef(source, uid).doc(device_id));
}

/** One read. */
export function readTokenOwner(source: Reader, token: string): Promise<TokenOwner | undefined> {
  return source.get<TokenOwner>(ownerRef(source, token));
}

/** Two writes: the device, and the token's owner. */
export function putDevice(tx: Tx, uid: string, device_id: string, device: Device): void {
  const owner: TokenOwner = { uid, device_id };
  const { app_version = REMOVED, ...fields } = device;
  tx.merge(devicesRef(tx, uid).doc(device_id), { ...fields, app_version });
  tx.merge(ownerRef(tx, device.token), owner);
}

/** One delete. */
export function deleteDevice(tx: Tx, uid: string, device_id: string): void {
  tx.delete(devicesRef(tx, uid).doc(device_id));
}

/** One delete. */
export function deleteTokenOwner(tx: Tx, token: string): void {
  tx.delete(ownerRef(tx, token));
}
