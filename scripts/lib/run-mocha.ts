import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestCounts } from './counting-reporter.ts';
import { ROOT } from './paths.ts';
import type { Suite } from './suite.ts';
import { runTool } from './tool.ts';

/** What a run of mocha came to. `finished` is false when it crashed before its end. */
export interface MochaResult extends TestCounts {
  readonly finished: boolean;
  readonly exitCode: number;
}

const SPECS = ['functions/src', 'scripts', 'testkit', 'tests', 'bench'];
const NOTHING: TestCounts = { passed: 0, failed: 0, skipped: 0 };

/** The spec files of the repository, sorted. */
export function specFiles(root: string = ROOT): string[] {
  return globSync(
    SPECS.map((folder) => `${folder}/**/*.test.ts`),
    { cwd: root, exclude: (name) => name === 'node_modules' },
  ).sort();
}

/** The environment in which tests and their SDKs find the suite. */
export function suiteEnvironment({ hosts, projectId }: Pick<Suite, 'hosts' | 'projectId'>) {
  return {
    GCLOUD_PROJECT: projectId,
    FIRESTORE_EMULATOR_HOST: hosts.firestore,
    FIREBASE_AUTH_EMULATOR_HOST: hosts.auth,
    FUNCTIONS_EMULATOR_HOST: hosts.functions,
    FCM_EMULATOR_HOST: hosts.push,
    TWILIO_EMULATOR_HOST: hosts.sms,
    GOOGLE_EMULATOR_HOST: hosts.google,
    FACEBOOK_EMULATOR_HOST: hosts.facebook,
    MAIL_EMULATOR_HOST: hosts.mail,
    OPERATIONS_HOST: hosts.operations,
    HOSTING_EMULATOR_HOST: hosts.hosting,
    CLOUD_TASKS_EMULATOR_HOST: hosts.tasks,
    CLOUD_EVENTARC_EMULATOR_HOST: `http://${hosts.eventarc}`,
    FIREBASE_EMULATOR_HUB: hosts.hub,
    FIREBASE_CONFIG: JSON.stringify({ projectId }),
    // No look-up of Google's metadata server, which is nowhere near.
    METADATA_SERVER_DETECTION: 'none',
  };
}

/**
 * Runs the spec files in a process of their own against a suite. `picked` says that somebody chose
 * them: then `.only` is allowed.
 */
export async function runMocha(
  files: readonly string[],
  suite: Suite,
  { signal, picked }: { signal: AbortSignal; picked: boolean },
): Promise<MochaResult> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-counts-'));
  const counts = join(folder, 'counts.json');
  const options = [
    ...['--reporter', './scripts/lib/counting-reporter.ts'],
    ...['--reporter-option', `counts=${counts}`],
    ...['--timeout', '20000'],
    ...(picked ? [] : ['--forbid-only']),
    // SDK clients keep connections open; a test that forgets one must not hang the run.
    '--exit',
  ];
  try {
    const exitCode = await runTool('mocha/bin/mocha.js', [...options, ...files], {
      signal,
      env: suiteEnvironment(suite),
    });
    return { ...readCounts(counts), exitCode };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The line that ends a test run. */
export function summaryLine({ passed, failed, skipped }: TestCounts): string {
  return `tests: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function readCounts(path: string): TestCounts & { finished: boolean } {
  try {
    return { ...(JSON.parse(readFileSync(path, 'utf8')) as TestCounts), finished: true };
  } catch {
    return { ...NOTHING, finished: false };
  }
}
