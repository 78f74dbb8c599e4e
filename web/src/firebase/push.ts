import { VERSION } from '../app/version.ts';
import type { Device } from './device.ts';

/** How tokens of this page begin; what follows is whose push it is. */
export const TOKEN_PREFIX = 'page-';

// docs: push
/** Tells where pushes for this user go; to be called after each sign-in and with each new token. */
export async function registerForPush(
  device: Device,
  device_id: string,
  token: string,
): Promise<void> {
  await device.call('registerDevice', { device_id, token, platform: 'web', app_version: VERSION });
}
// end of docs: push
