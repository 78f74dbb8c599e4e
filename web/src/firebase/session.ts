import { signInWithCustomToken, signOut as leave } from 'firebase/auth';

import type { Session } from '../../../functions/src/modules/auth/model.ts';
import { reasonOf, Refused } from '../ui/explain.ts';
import type { Device } from './device.ts';

const keyOf = (device: Device): string => `parley-session-${device.name}`;

// docs: sign-in
/** Whatever the way in, it answers a session; the SDK goes on as its user. */
export async function signIn(device: Device, session: Session): Promise<void> {
  sessionStorage.setItem(keyOf(device), session.refresh_token);
  await signInWithCustomToken(device.auth, session.firebase_token);
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

// docs: renew
/**
 * Opens the user's own session anew, where the SDK has lost it; what he wrote waits in the device meanwhile.
 *
 * @throws what `refreshSession` answers, of which `hasEnded` tells what it means
 */
export async function renew(device: Device): Promise<void> {
  const refresh_token = sessionStorage.getItem(keyOf(device));
  if (refresh_token === null) throw new Refused('REFRESH_TOKEN_INVALID');
  await signIn(device, await device.call('refreshSession', { refresh_token }));
}

/** Whether he has to sign in; otherwise nobody answered, and it can be renewed later. */
export function hasEnded(error: unknown): boolean {
  return ['REFRESH_TOKEN_INVALID', 'USER_DISABLED'].includes(reasonOf(error) ?? '');
}
// end of docs: renew

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
  await forget(device);
}

/** Leaves nothing of the user on the device: he has signed out, or his session was ended from elsewhere. */
export async function forget(device: Device): Promise<void> {
  sessionStorage.removeItem(keyOf(device));
  try {
    await device.forget();
  } finally {
    await leave(device.auth);
  }
}
// end of docs: sign-out
