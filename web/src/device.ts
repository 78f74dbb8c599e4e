import { initializeApp } from 'firebase/app';
import {
  connectAuthEmulator,
  inMemoryPersistence,
  initializeAuth,
  signInWithCustomToken,
} from 'firebase/auth';
import {
  connectFirestoreEmulator,
  disableNetwork,
  enableNetwork,
  getFirestore,
  type Firestore,
} from 'firebase/firestore';
import { connectFunctionsEmulator, getFunctions, httpsCallable } from 'firebase/functions';

import type { Account, Settings } from './settings.ts';

/** One user on one device: an app of its own, so that two of them can be signed in on one page. */
export interface Device {
  uid: string;
  firestore: Firestore;
  /** Calls one of Parley's callables. */
  call: <O>(name: string, input: object) => Promise<O>;
}

/** Signs in the way an app does: password → our session → its `firebase_token` → Firestore. */
export async function openDevice(settings: Settings, account: Account): Promise<Device> {
  // The SDK wants an API key; the emulators look at none.
  const options = { projectId: settings.project_id, apiKey: 'emulator' };
  const app = initializeApp(options, account.uid);
  const auth = initializeAuth(app, { persistence: inMemoryPersistence });
  connectAuthEmulator(auth, `http://${settings.auth}`, { disableWarnings: true });
  const firestore = getFirestore(app);
  connectFirestoreEmulator(firestore, ...hostAndPort(settings.firestore));
  const functions = getFunctions(app, settings.region);
  connectFunctionsEmulator(functions, ...hostAndPort(settings.functions));
  const call = async <O>(name: string, input: object): Promise<O> =>
    (await httpsCallable<object, O>(functions, name)(input)).data;

  const { uid, email, password } = account;
  const session = await call<{ firebase_token: string }>('signInWithEmail', { email, password });
  await signInWithCustomToken(auth, session.firebase_token);
  restInBackground(firestore);
  return { uid, firestore, call };
}

/**
 * A page that nobody sees lets go of its connections, as an app in the background does: a browser has
 * six to a host for all its tabs, and two tabs of this page would wait for each other's.
 */
function restInBackground(firestore: Firestore): void {
  const follow = (): void => {
    void (document.hidden ? disableNetwork : enableNetwork)(firestore);
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}

function hostAndPort(host: string): [string, number] {
  const { hostname, port } = new URL(`http://${host}`);
  return [hostname, Number(port)];
}
