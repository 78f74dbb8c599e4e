import { getApps, initializeApp, type App } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { getFirestore } from 'firebase-admin/firestore';

import type { Config } from '../config/config.ts';
import type { Context } from '../context/context.ts';
import { systemClock } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { systemRandom } from '../kernel/random.ts';
import { Database } from '../store/database.ts';
import { firebaseAccounts } from './auth/firebase-accounts.ts';
import { identityToolkitPasswords } from './auth/identity-toolkit-passwords.ts';
import { fcmSender } from './fcm/fcm-sender.ts';
import { fcmMessaging } from './fcm/messaging.ts';

/** Connects a context to the project's real services, or to their emulators. */
export function connectContext(config: Config, log: Log): Context {
  const app = appOf(config.project_id);
  return {
    config,
    clock: systemClock,
    random: systemRandom,
    log,
    db: new Database(getFirestore(app)),
    accounts: firebaseAccounts(getAuth(app)),
    passwords: identityToolkitPasswords(config),
    push: fcmSender(fcmMessaging(config), log),
  };
}

function appOf(projectId: string): App {
  const name = `parley-${projectId}`;
  return getApps().find((app) => app.name === name) ?? initializeApp({ projectId }, name);
}
