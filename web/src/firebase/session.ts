import { signInWithCustomToken, signOut as leave } from 'firebase/auth';

import type { Session } from '../../../functions/src/modules/auth/model.ts';
import type { Device } from './device.ts';

const keyOf = (device: Device): string => `parley-session-${device.name}`;

// docs: sign-in
/** Whatever the way in, it answers a session; the SDK goes on as its user. */
export async function signIn(device: Device, session: Session): Promise<void> {
  await signInWithCustomToken(device.auth, session.firebase_token);
  sessionStorage.setItem(keyOf(device), session.refresh_token);
}

/** By e-mail address and password. */
export async function signInByEmail(
  device: Device,
  email: string,
  password: string,
): Promise<void> {
  await signIn(device, await device.call('signInWithEmail', { email, password }));
}
// end of docs: sign-in

// docs: sign-out
/**
 * Ends the session, and with it the pushes to this device; after what is under way in it. What this device
 * has kept of the user goes first: should this be interrupted, he is the one who comes back.
 */
export async function signOut(device: Device): Promise<void> {
  if (device.connection.online()) {
    await device.answered();
    await device.call('setPresence', { state: 'offline' }).catch(() => undefined);
  }
  const refresh_token = sessionStorage.getItem(keyOf(device));
  sessionStorage.removeItem(keyOf(device));
  if (refresh_token !== null) {
    // Without a connection it stays open, and can be ended from another device.
    await device.call('signOut', { refresh_token }).catch(() => undefined);
  }
  try {
    await device.forget();
  } finally {
    await leave(device.auth);
  }
}
// end of docs: sign-out
