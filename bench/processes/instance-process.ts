import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseEnv } from 'node:util';

import { ROOT } from '../../scripts/lib/paths.ts';
import type { Hosts } from '../../testkit/hosts.ts';
import { startChild, type Child } from './child.ts';

export interface InstanceReady {
  /** `host:port` that takes what the functions emulator takes, and events at `/events`. */
  host: string;
  /** Importing the bundle, and the memory after it. */
  load_ms: number;
  rss_bytes: number;
}

export interface InstanceReport {
  /** How long each event took. */
  trigger_ms: number[];
  trigger_errors: number;
  rss_bytes: number;
}

export interface EventSourceReport {
  delivered: number;
  /** Deliveries beyond the first. */
  repeated: number;
  given_up: number;
}

export type Instance = Child<InstanceReady, InstanceReport>;
export type EventSource = Child<object, EventSourceReport>;

/** Where the bench's own build of the functions is, relative to the repository. */
export const FUNCTIONS_DIR = 'build/bench-functions';

/**
 * The heap that Node gives itself in a container of the 256 MiB that our functions have: half of it
 * for old objects, 1 MiB for each half of the young ones (https://nodejs.org/api/cli.html). On a
 * large machine it would let far more garbage lie.
 */
const HEAP_OF_256_MIB = ['--max-old-space-size=128', '--max-semi-space-size=1'];

/** Starts an instance of the bundle, for one function or for all. */
export function startInstance(projectId: string, hosts: Hosts, target?: string): Promise<Instance> {
  const folder = join(ROOT, FUNCTIONS_DIR);
  const env = {
    ...valuesIn(join(folder, '.env.local')),
    ...valuesIn(join(folder, '.secret.local')),
    ...emulatorEnvironment(projectId, hosts),
    // It measures how fast one user's messages travel, not how many he may send.
    SEND_MAX_PER_CHAT: '1000000',
    ...(target !== undefined && { FUNCTION_TARGET: target, K_SERVICE: target }),
  };
  const url = pathToFileURL(join(folder, 'index.js')).href;
  const more = process.env['PARLEY_BENCH_NODE_OPTIONS']?.split(' ') ?? [];
  return startChild('instance', [url], { env, nodeOptions: [...HEAP_OF_256_MIB, ...more] });
}

/** Starts what delivers the events of new documents in these collections to an instance. */
export function startEventSource(
  projectId: string,
  hosts: Hosts,
  instance: Instance,
  collections: readonly string[],
): Promise<EventSource> {
  const target = `http://${instance.ready.host}/events`;
  return startChild('event-source', [hosts.firestore, projectId, target, ...collections]);
}

/** What the functions emulator tells an instance; ID tokens are decoded and not verified there. */
function emulatorEnvironment(projectId: string, hosts: Hosts): NodeJS.ProcessEnv {
  return {
    TZ: 'UTC',
    K_REVISION: '1',
    GCLOUD_PROJECT: projectId,
    FIREBASE_CONFIG: JSON.stringify({ projectId }),
    FUNCTIONS_EMULATOR: 'true',
    FIREBASE_DEBUG_MODE: 'true',
    FIREBASE_DEBUG_FEATURES: JSON.stringify({ skipTokenVerification: true, enableCors: true }),
    FIRESTORE_EMULATOR_HOST: hosts.firestore,
    FIREBASE_AUTH_EMULATOR_HOST: hosts.auth,
    FCM_EMULATOR_HOST: hosts.fcm,
  };
}

function valuesIn(path: string): NodeJS.Dict<string> {
  return parseEnv(readFileSync(path, 'utf8'));
}
