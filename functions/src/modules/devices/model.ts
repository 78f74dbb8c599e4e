import type { Instant } from '../../kernel/instant.ts';

/** `users/{uid}/devices/{device_id}` */
export interface Device {
  /** FCM registration token. */
  token: string;
  platform: 'ios' | 'android' | 'web';
  /** The session that it was registered under, and ends with; missing where it was before they were noted. */
  sid?: string;
  app_version?: string;
  modified: Instant;
}

/** A device with the id of its document. */
export interface RegisteredDevice {
  device_id: string;
  token: string;
}

/** `device-tokens/{sha256(token)}`: whose device a token is, as a token belongs to one user at a time. */
export interface TokenOwner {
  uid: string;
  device_id: string;
}
