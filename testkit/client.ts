import { initializeApp, deleteApp } from 'firebase/app';
import { connectAuthEmulator, getAuth, signInWithCustomToken, type Auth } from 'firebase/auth';
import {
  connectFirestoreEmulator,
  getFirestore,
  setLogLevel,
  terminate,
  type Firestore,
} from 'firebase/firestore';
import {
  connectFunctionsEmulator,
  getFunctions,
  httpsCallable,
  type Functions,
} from 'firebase/functions';

import { splitHost, type Hosts } from './hosts.ts';

// The SDK prints every denied write; tests of refusals make many.
setLogLevel('silent');

/** The real Firebase JS SDK of one app on one device, pointed at the emulators. */
export interface Client {
  auth: Auth;
  firestore: Firestore;
  functions: Functions;
  /** Calls a callable through the functions emulator and answers its result. */
  call<O>(name: string, input?: object): Promise<O>;
  close(): Promise<void>;
}

let count = 0;

/** A client of `projectId`, signed in when a custom token is given. */
export async function openClient(
  hosts: Hosts,
  projectId: string,
  firebase_token?: string,
): Promise<Client> {
  count += 1;
  const app = initializeApp({ projectId, apiKey: 'emulator' }, `client-${count}`);
  const auth = getAuth(app);
  connectAuthEmulator(auth, `http://${hosts.auth}`, { disableWarnings: true });
  const firestore = getFirestore(app);
  const { hostname, port } = splitHost(hosts.firestore);
  connectFirestoreEmulator(firestore, hostname, port);
  const functions = getFunctions(app);
  const functionsHost = splitHost(hosts.functions);
  connectFunctionsEmulator(functions, functionsHost.hostname, functionsHost.port);
  if (firebase_token !== undefined) await signInWithCustomToken(auth, firebase_token);
  return {
    auth,
    firestore,
    functions,
    call: async <O>(name: string, input: object = {}) =>
      (await httpsCallable<object, O>(functions, name)(input)).data,
    close: async () => {
      await terminate(firestore);
      await deleteApp(app);
    },
  };
}
