import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunLog } from './cli-log.ts';
import { ROOT } from './paths.ts';
import type { Toolchain } from './toolchain.ts';

/** Everything the Firebase CLI is told when it starts the emulators. */
export interface CliRun {
  readonly projectId: string;
  readonly configPath: string;
  readonly toolchain: Toolchain;
  /** `host:port` of the push stand-in, for the functions. */
  readonly pushHost: string;
  /** `host:port` of the SMS stand-in, for the functions. */
  readonly smsHost: string;
  /** `host:port` of the stand-in for Google's sign-in, for the functions. */
  readonly googleHost: string;
  /** `host:port` of the stand-in for Facebook's Graph API, for the functions. */
  readonly facebookHost: string;
  /** Of the recorder before Firestore, for the functions; none where nobody looks. */
  readonly recorderPort?: number | undefined;
  readonly functionsHost: string;
  /** Where a debugger reaches the process of the functions. */
  readonly inspectorPort: string;
  readonly importDir?: string | undefined;
  readonly exportDir?: string | undefined;
  /** A folder for the CLI's temporary files instead of the system's. */
  readonly tempDir: string;
}

const CLI = join(ROOT, 'node_modules/firebase-tools/lib/bin/firebase.js');

/** Loaded into the functions where they are recorded; the CLI's own processes have no use for it. */
const TAG_RUNS = pathToFileURL(join(ROOT, 'testkit/operations/tag-runs.ts')).href;

// Named, because storage rules in firebase.json would make the CLI start the Storage emulator too,
// which has to be downloaded. The Tasks, Eventarc and hub emulators come with these by themselves.
const ONLY = 'auth,firestore,functions,hosting';

// Left over from a shell that worked with another suite or a real project, these would make the CLI
// or the functions talk to that.
const FOREIGN =
  /(_EMULATOR_HOST|^FIRESTORE_RECORDER_PORT|^FIREBASE_EMULATOR_HUB|^GCLOUD_PROJECT|^GOOGLE_CLOUD_PROJECT|^FIREBASE_CONFIG|^GOOGLE_APPLICATION_CREDENTIALS)$/;

/**
 * Starts the Firebase CLI in a process group of its own, where a terminal's Ctrl-C does not reach
 * it, writing into the run's log. Its working folder is the log's, since it leaves debug logs and
 * half-made exports where it runs.
 */
export function spawnCli(run: CliRun, log: RunLog): ChildProcess {
  return log.withDescriptor((descriptor) =>
    spawn(process.execPath, [CLI, ...cliArguments(run)], {
      cwd: log.folder,
      env: cliEnvironment(run, process.env),
      detached: true,
      stdio: ['ignore', descriptor, descriptor],
      windowsHide: true,
    }),
  );
}

/**
 * The CLI's arguments. With an inspector it serves all functions by one process, one request after the
 * other. Without, each function and each request at the same time gets a process that never ends: some
 * 140 MB and a second each, for sixty functions (measured).
 */
export function cliArguments({
  projectId,
  configPath,
  inspectorPort,
  importDir,
  exportDir,
}: CliRun): string[] {
  return [
    'emulators:start',
    ...['--project', projectId],
    ...['--config', configPath],
    ...['--only', ONLY],
    ...['--inspect-functions', inspectorPort],
    ...(importDir ? ['--import', importDir] : []),
    ...(exportDir ? ['--export-on-exit', exportDir] : []),
  ];
}

/** The CLI's environment, which its emulators and the functions inherit. */
export function cliEnvironment(run: CliRun, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env = Object.fromEntries(
    Object.entries(inherited).filter(([name]) => !FOREIGN.test(name) && !/^path$/i.test(name)),
  );
  const path = Object.entries(inherited).find(([name]) => /^path$/i.test(name))?.[1];
  const { javaHome, firestoreJar } = run.toolchain;
  return {
    ...env,
    PATH: [join(javaHome, 'bin'), path].filter(Boolean).join(delimiter),
    JAVA_HOME: javaHome,
    FIRESTORE_EMULATOR_BINARY_PATH: firestoreJar,
    FCM_EMULATOR_HOST: run.pushHost,
    TWILIO_EMULATOR_HOST: run.smsHost,
    GOOGLE_EMULATOR_HOST: run.googleHost,
    FACEBOOK_EMULATOR_HOST: run.facebookHost,
    ...(run.recorderPort && {
      FIRESTORE_RECORDER_PORT: String(run.recorderPort),
      NODE_OPTIONS: [inherited['NODE_OPTIONS'], `--import ${TAG_RUNS}`].filter(Boolean).join(' '),
    }),
    // For the addresses of our own that functions tell.
    FUNCTIONS_EMULATOR_HOST: run.functionsHost,
    // Loading the functions takes longer than the CLI's ten seconds when a machine is busy.
    FUNCTIONS_DISCOVERY_TIMEOUT: '60',
    NO_COLOR: '1',
    TMPDIR: run.tempDir,
    TMP: run.tempDir,
    TEMP: run.tempDir,
  };
}
