import { deleteApp, initializeApp } from 'firebase/app';
import {
  browserSessionPersistence,
  connectAuthEmulator,
  initializeAuth,
  type Auth,
} from 'firebase/auth';
import {
  connectFirestoreEmulator,
  getFirestore,
  setLogLevel,
  terminate,
  type Firestore,
} from 'firebase/firestore';
import { connectFunctionsEmulator, getFunctions } from 'firebase/functions';

import type { Settings } from '../app/settings.ts';
import { caller, type Caller } from './call.ts';
import { connection, type Connection } from './connection.ts';

// What goes wrong is shown on the page.
setLogLevel('silent');

/** One side of the page: an app of its own, so that two users can be signed in on one page. */
export interface Device extends Caller {
  /** `left` or `right`; its session is kept under this name until the tab is closed. */
  name: string;
  auth: Auth;
  db: Firestore;
  connection: Connection;
  /** Forgets everything but what the browser keeps of the session. */
  close: () => Promise<void>;
}

/** Makes a device out of the settings; nobody is signed in on it yet, unless the tab was reloaded. */
export function openDevice(name: string, settings: Settings): Device {
  const { project_id, region, firebase, emulators } = settings;
  const app = initializeApp({ ...firebase, projectId: project_id }, name);
  const auth = initializeAuth(app, { persistence: browserSessionPersistence });
  const db = getFirestore(app);
  const functions = getFunctions(app, region);
  if (emulators !== undefined) {
    connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
    connectFirestoreEmulator(db, ...hostAndPort(emulators.firestore));
    connectFunctionsEmulator(functions, ...hostAndPort(emulators.functions));
  }
  const link = connection(db);
  const close = async (): Promise<void> => {
    link.close();
    await terminate(db);
    await deleteApp(app);
  };
  return { name, auth, db, ...caller(functions), connection: link, close };
}

function hostAndPort(host: string): [string, number] {
  const { hostname, port } = new URL(`http://${host}`);
  return [hostname, Number(port)];
}
