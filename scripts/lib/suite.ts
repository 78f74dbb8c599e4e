import { copyFileSync, existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startFacebookStandIn } from '../../testkit/stand-ins/facebook/server.ts';
import { startFcmStandIn } from '../../testkit/stand-ins/fcm/server.ts';
import type { Push } from '../../testkit/stand-ins/fcm/types.ts';
import { startGoogleStandIn } from '../../testkit/stand-ins/google/server.ts';
import { startMailStandIn } from '../../testkit/stand-ins/mail/server.ts';
import type { SentMail } from '../../testkit/stand-ins/mail/types.ts';
import { startOperationsRecorder } from '../../testkit/stand-ins/operations/server.ts';
import { startTwilioStandIn } from '../../testkit/stand-ins/twilio/server.ts';
import type { Sms } from '../../testkit/stand-ins/twilio/types.ts';
import { RunLog } from './cli-log.ts';
import { spawnCli } from './firebase-cli.ts';
import { readFirebaseConfig, runConfig, writeRunConfig } from './firebase-config.ts';
import { ROOT, STATE_DIR } from './paths.ts';
import * as ports from './ports.ts';
import { waitUntilReady } from './readiness.ts';
import { SuiteProcess } from './suite-process.ts';
import { findToolchain, type ToolchainOptions } from './toolchain.ts';
import { UserError } from './user-error.ts';

/** How to start a suite. Folders are relative to the repository. */
export interface SuiteOptions {
  readonly projectId: string;
  /** The ports of firebase.json, or free ones for a suite that must not meet another. */
  readonly ports: 'firebase.json' | 'free';
  readonly functionsDir: string;
  /** The folder the Hosting emulator serves, when not the one in firebase.json. */
  readonly webDir?: string;
  readonly importDir?: string | undefined;
  /** Where the data goes on a clean stop; nowhere when left out. */
  readonly exportDir?: string | undefined;
  /** Whether what the functions ask of Firestore is recorded; it costs them a hop. */
  readonly recorded?: boolean;
  /** No lines about downloads. */
  readonly quiet?: boolean;
  /** Called for each push message the stand-in receives. */
  readonly onPush?: (push: Push) => void;
  /** Called for each text message or call the stand-in receives. */
  readonly onSms?: (sms: Sms) => void;
  /** Called for each mail the stand-in sends. */
  readonly onMail?: (mail: SentMail) => void;
  /** Ends the start, leaving nothing behind; a started suite takes no notice of it. */
  readonly signal?: AbortSignal;
  readonly readyTimeoutMs?: number;
  readonly toolchain?: ToolchainOptions;
}

/** A running suite: the emulators, the functions and the stand-ins for services outside. */
export interface Suite {
  readonly projectId: string;
  /** `host:port` of each part. */
  readonly hosts: SuiteHosts;
  /** The file with what the Firebase CLI and the functions print. */
  readonly logs: string;
  /** Resolves when the emulators end, also when nobody asked them to. */
  readonly exited: Promise<void>;
  /** Ends everything within five seconds; throws a UserError when a port is still in use then. */
  stop(): Promise<void>;
}

export type SuiteHosts = Readonly<
  Record<
    | 'auth'
    | 'firestore'
    | 'functions'
    | 'tasks'
    | 'eventarc'
    | 'hosting'
    | 'hub'
    | 'push'
    | 'sms'
    | 'google'
    | 'facebook'
    | 'mail'
    | 'operations'
    | 'inspector',
    string
  >
>;

const READY_TIMEOUT_MS = 120_000;
const RELEASE_MS = 500;

/**
 * Starts a suite and resolves when it is ready for requests. Throws a UserError that says what is
 * missing, which port is in use, or why the functions do not load; nothing is left running then.
 */
export async function startSuite(options: SuiteOptions): Promise<Suite> {
  const config = readFirebaseConfig(ROOT);
  const isolated = options.ports === 'free';
  const uses = isolated ? await ports.freePorts() : ports.configuredPorts(config);
  await ports.assertFree(uses);
  const importDir = existingDir(options.importDir);
  const say = options.quiet ? () => undefined : (line: string) => console.log(line);
  const toolchain = await findToolchain({ say, ...options.toolchain });
  options.signal?.throwIfAborted();

  const hosts = hostsOf(uses);
  const push = await startFcmStandIn({
    ...addressOf(hosts.push),
    ...(options.onPush && { onPush: options.onPush }),
  });
  const sms = await startTwilioStandIn({
    ...addressOf(hosts.sms),
    ...(options.onSms && { onMessage: options.onSms }),
  });
  const google = await startGoogleStandIn(addressOf(hosts.google));
  const facebook = await startFacebookStandIn(addressOf(hosts.facebook));
  const mail = await startMailStandIn({
    ...addressOf(hosts.mail),
    ...(options.onMail && { onMail: options.onMail }),
  });
  const recorder = await startOperationsRecorder(hosts.firestore, addressOf(hosts.operations));
  const log = new RunLog(join(STATE_DIR, 'logs'), options.projectId);
  const configFile = writeRunConfig(ROOT, runConfig(config, uses, foldersOf(options)));
  // The CLI keeps sockets there that it never removes, and one file per project that leads to its
  // hub, by which two suites of one project would export each other's data. Short, as sockets demand.
  const tempDir = mkdtempSync(join(tmpdir(), 'parley-'));
  const locator = `hub-${options.projectId}.json`;
  const publicLocator = join(tmpdir(), locator);
  const child = spawnCli(
    {
      projectId: options.projectId,
      configPath: configFile,
      toolchain,
      pushHost: push.host,
      smsHost: sms.host,
      googleHost: google.host,
      facebookHost: facebook.host,
      ...(options.recorded && { recorderPort: recorder.firestore_port }),
      functionsHost: hosts.functions,
      inspectorPort: String(addressOf(hosts.inspector).port),
      importDir,
      exportDir: options.exportDir && resolve(ROOT, options.exportDir),
      tempDir,
    },
    log,
  );
  const suite = new SuiteProcess(child, [
    configFile,
    tempDir,
    ...(isolated ? [] : [publicLocator]),
  ]);
  let stopped: Promise<void> | undefined;
  const stop = async (clean: boolean): Promise<void> => {
    const standIns = [push, sms, google, facebook, mail, recorder];
    await Promise.all([suite.end(clean), ...standIns.map((standIn) => standIn.stop())]);
    await assertReleased(uses);
  };

  try {
    await waitUntilReady({
      ports: uses,
      healthUrl: `http://${hosts.functions}/${options.projectId}/us-central1/api/healthz`,
      log,
      timeLimitMs: options.readyTimeoutMs ?? READY_TIMEOUT_MS,
      signal: options.signal,
      running: () => suite.running,
      onLook: () => suite.look(),
    });
    mail.watch(hosts.firestore, options.projectId);
    // So that `firebase emulators:export` finds the one suite that people work with.
    if (!isolated) copyFileSync(join(tempDir, locator), publicLocator);
  } catch (error) {
    await stop(false);
    throw error;
  }
  return {
    projectId: options.projectId,
    hosts,
    logs: log.path,
    exited: suite.exited,
    stop: () => (stopped ??= stop(true)),
  };
}

/** The hosts of a suite on these ports. */
export function hostsOf(
  uses: readonly ports.PortUse[],
): SuiteHosts & Record<ports.PortName, string> {
  return Object.fromEntries(
    uses.map(({ name, host, port }) => [name, `${host}:${port}`]),
  ) as Record<ports.PortName, string>;
}

function addressOf(hostAndPort: string): { host: string; port: number } {
  const [host = '', port] = hostAndPort.split(':');
  return { host, port: Number(port) };
}

function existingDir(dir: string | undefined): string | undefined {
  if (dir === undefined) return undefined;
  const path = resolve(ROOT, dir);
  if (!existsSync(path)) throw new UserError(`There is no folder ${dir} to import data from.`);
  return path;
}

/** The CLI joins these to the folder of its configuration. */
function foldersOf({ functionsDir, webDir }: SuiteOptions): Parameters<typeof runConfig>[2] {
  const fromRoot = (dir: string): string => relative(ROOT, resolve(ROOT, dir));
  return {
    functionsDir: fromRoot(functionsDir),
    ...(webDir && { webDir: fromRoot(webDir) }),
  };
}

async function assertReleased(uses: readonly ports.PortUse[]): Promise<void> {
  const deadline = Date.now() + RELEASE_MS;
  for (;;) {
    const left = await ports.findConflicts(uses);
    if (left.length === 0) return;
    if (Date.now() > deadline) throw new UserError(ports.conflictMessage(left));
    await pause(50);
  }
}
