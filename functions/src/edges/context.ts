import { getAuth } from 'firebase-admin/auth';
import { getFirestore, type Firestore } from 'firebase-admin/firestore';

import type { Config } from '../config/config.ts';
import type { Context } from '../context/context.ts';
import type { TaskQueues } from '../context/task.ts';
import { systemClock, type Clock } from '../kernel/clock.ts';
import { keyedHash } from '../kernel/keyed-hash.ts';
import type { Log } from '../kernel/log.ts';
import { systemRandom } from '../kernel/random.ts';
import { AccountStates } from '../modules/auth/account-states.ts';
import { longestRevocation } from '../modules/auth/renewal.ts';
import { Revocations } from '../modules/auth/revocations.ts';
import { KnownConfig } from '../modules/client-config/known-config.ts';
import { Database } from '../store/database.ts';
import { firebaseAppCheck } from './app-check/firebase-app-check.ts';
import { firebaseAccountAdmin } from './auth/firebase-account-admin.ts';
import { firebaseAccounts } from './auth/firebase-accounts.ts';
import { identityToolkitPasswords } from './auth/identity-toolkit-passwords.ts';
import { facebookGraph } from './facebook/facebook-graph.ts';
import { fcmSender } from './fcm/fcm-sender.ts';
import { fcmMessaging } from './fcm/messaging.ts';
import { recordedFirestore } from './firestore/recorded-firestore.ts';
import { googleTokens } from './google/google-tokens.ts';
import { namedApp } from './named-app.ts';
import { cloudFiles } from './storage/cloud-files.ts';
import { cloudTasks } from './tasks/cloud-tasks.ts';
import { twilioClient } from './twilio/client.ts';
import { twilioSender } from './twilio/twilio-sender.ts';

/** Whom a context serves, and what a test may put in the place of the real thing. */
export interface Replacements {
  /** The one function that this context serves, where each has its own. */
  function_name?: string;
  clock?: Clock;
  firestore?: Firestore;
  tasks?: TaskQueues;
  /** How long the check of one token at Google, Facebook or Firebase may take, in milliseconds. */
  outside_limit_ms?: number;
}

const OUTSIDE_LIMIT_MS = 5000;

/** Connects a context to the project's real services, or to their emulators. */
export function connectContext(
  config: Config,
  log: Log,
  {
    function_name = '',
    clock = systemClock,
    firestore,
    tasks,
    outside_limit_ms = OUTSIDE_LIMIT_MS,
  }: Replacements = {},
): Context {
  const { project_id: projectId } = config;
  const app = namedApp(`parley-${function_name}-${projectId}`, () => ({ projectId }));
  const hash = keyedHash(config.hash_key);
  const db = new Database(firestore ?? recordedFirestore(getFirestore(app), config, function_name));
  return {
    config,
    clock,
    random: systemRandom,
    hash,
    log,
    db,
    accounts: firebaseAccounts(getAuth(app), hash, outside_limit_ms, log),
    account_admin: firebaseAccountAdmin(getAuth(app), hash),
    passwords: identityToolkitPasswords(config),
    revocations: new Revocations(db, clock, longestRevocation(config.jwt.longest_token_seconds)),
    account_states: new AccountStates(clock),
    client_config: new KnownConfig(db, clock),
    app_check: firebaseAppCheck(app, log),
    tasks: tasks ?? cloudTasks(app, config.region),
    files: cloudFiles(config),
    push: fcmSender(fcmMessaging(config), log),
    google: googleTokens(config.google, outside_limit_ms, log),
    facebook: facebookGraph(config.facebook, outside_limit_ms, log),
    sms: twilioSender(twilioClient(config), config.twilio, log),
  };
}
