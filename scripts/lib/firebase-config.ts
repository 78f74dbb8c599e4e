import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PortUse } from './ports.ts';
import { UserError } from './user-error.ts';

/** The parts of firebase.json that the launcher reads; everything else is passed on as it is. */
export interface FirebaseConfig {
  functions?: { source?: string; [key: string]: unknown }[];
  hosting?: Hosting;
  emulators?: Record<string, EmulatorEntry | undefined>;
  [key: string]: unknown;
}

/** What Hosting serves, and the headers it adds to each path that a pattern fits. */
export interface Hosting {
  public?: string;
  headers?: { source: string; headers: { key: string; value: string }[] }[];
  [key: string]: unknown;
}

/** One emulator's entry; which of the fields mean something depends on the emulator. */
export interface EmulatorEntry {
  host?: string;
  port?: number;
  websocketPort?: number;
  [key: string]: unknown;
}

/** Folders that a run uses instead of those in firebase.json, relative to the repository. */
export interface Folders {
  readonly functionsDir?: string | undefined;
  readonly webDir?: string | undefined;
}

/** firebase.json of the repository. Throws a UserError when it is not JSON. */
export function readFirebaseConfig(root: string): FirebaseConfig {
  try {
    return JSON.parse(readFileSync(join(root, 'firebase.json'), 'utf8')) as FirebaseConfig;
  } catch (error) {
    throw new UserError(`firebase.json cannot be read: ${String(error)}`, { cause: error });
  }
}

/**
 * The configuration with a run's own ports and folders put in. The page may ask its emulators besides
 * what a deployed one may.
 */
export function runConfig(
  config: FirebaseConfig,
  ports: readonly PortUse[],
  { functionsDir, webDir }: Folders,
): FirebaseConfig {
  const emulators = { ...config.emulators };
  for (const { name, host, port } of ports) {
    const key = name === 'websocket' ? 'firestore' : name;
    const field = name === 'websocket' ? { websocketPort: port } : { host, port };
    emulators[key] = { ...emulators[key], ...field };
  }
  const hosts = new Set(ports.map(({ host }) => `http://${host}:*`));
  const hosting = config.hosting && allowing([...hosts], config.hosting);
  return {
    ...config,
    emulators,
    ...(functionsDir && {
      functions: config.functions?.map((entry) => ({ ...entry, source: functionsDir })) ?? [],
    }),
    ...(hosting && { hosting: { ...hosting, ...(webDir && { public: webDir }) } }),
  };
}

function allowing(origins: readonly string[], hosting: Hosting): Hosting {
  const widened = (value: string): string =>
    value.replace(/connect-src [^;]*/, (allowed) => [allowed, ...origins].join(' '));
  const headers = hosting.headers?.map((rule) => ({
    ...rule,
    headers: rule.headers.map(({ key, value }) => ({
      key,
      value: key === 'Content-Security-Policy' ? widened(value) : value,
    })),
  }));
  return { ...hosting, ...(headers && { headers }) };
}

/**
 * Writes a run's configuration beside firebase.json, because the Firebase CLI takes the folder of
 * its configuration for the project's. Returns its path; the caller removes it.
 */
export function writeRunConfig(root: string, config: FirebaseConfig): string {
  const path = join(root, `firebase.run-${process.pid}-${randomBytes(3).toString('hex')}.json`);
  writeFileSync(path, JSON.stringify(config, undefined, 2));
  return path;
}
