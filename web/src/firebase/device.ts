import { deleteApp, initializeApp, onLog } from 'firebase/app';
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

import type { EndpointName } from '../../../functions/src/wire/endpoints.ts';
import type { Settings } from '../app/settings.ts';
import { caller, type Caller } from './call.ts';
import { connection, type Connection } from './connection.ts';
import { forgetFirestore, openFirestore } from './offline.ts';
import { forgetKeys } from './tab.ts';

// What goes wrong is shown on the page; after what the SDK has done wrong itself it does nothing any more.
setLogLevel('silent');
onLog(
  ({ message }) => {
    if (message.includes('INTERNAL')) reportError(new Error(message));
  },
  { level: 'error' },
);

/** One side of the page: an app of its own, so that two users can be signed in on one page. */
export interface Device extends Caller {
  /** `left` or `right`; its session is kept under this name until the tab is closed. */
  name: string;
  auth: Auth;
  db: Firestore;
  connection: Connection;
  /** Deletes what it has kept of its user, and what of him waits to be sent; then it can only be closed. */
  forget: () => Promise<void>;
  close: () => Promise<void>;
}

const SESSION = new Set<EndpointName>(['refreshSession', 'signOut']);

// docs: device
/**
 * Makes a device out of the settings; nobody is signed in on it yet, unless the tab was reloaded.
 *
 * @param tab the tab that it keeps its documents and writes for; without one, it has them in memory only
 */
export function openDevice(name: string, settings: Settings, tab?: string): Device {
  const { project_id, region, firebase, emulators } = settings;
  // The SDK names what it keeps in the browser by this.
  const app_name = tab === undefined ? name : `${name} ${tab}`;
  const app = initializeApp({ ...firebase, projectId: project_id }, app_name);
  const auth = initializeAuth(app, { persistence: browserSessionPersistence });
  const db = tab === undefined ? getFirestore(app) : openFirestore(app);
  const functions = getFunctions(app, region);
  if (emulators !== undefined) {
    connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
    connectFirestoreEmulator(db, ...hostAndPort(emulators.firestore));
    connectFunctionsEmulator(functions, ...hostAndPort(emulators.functions));
  }
  const link = connection(name, db);
  // Whoever disconnects his device can still sign in on it, and out.
  const mayCall = (called: EndpointName): boolean =>
    link.online() || auth.currentUser === null || SESSION.has(called);
  const forget = async (): Promise<void> => {
    link.close();
    await forgetFirestore(db);
    if (tab !== undefined) forgetKeys(app_name);
  };
  const close = async (): Promise<void> => {
    link.close();
    await terminate(db);
    await deleteApp(app);
  };
  return { name, auth, db, ...caller(functions, mayCall), connection: link, forget, close };
}

function hostAndPort(host: string): [string, number] {
  const { hostname, port } = new URL(`http://${host}`);
  return [hostname, Number(port)];
}
// end of docs: device
