import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import { deriveLockfile, type Lockfile, type Manifest } from './lockfile.ts';
import { ROOT } from './paths.ts';
import { UserError } from './user-error.ts';
import { writeOutputs } from './write-outputs.ts';

export interface BuildOptions {
  /** Where the result goes, relative to the repository. */
  readonly outDir?: string;
}

export interface FunctionsOptions extends BuildOptions {
  /**
   * The project of the emulators whose settings go with it, which a developer has made for himself: none for
   * tests, which are not to depend on them, and for a deployment, which puts in its own.
   */
  readonly settingsOf?: string;
}

/** Where firebase.json expects the functions. */
export const FUNCTIONS_DIR = 'build/functions';

/** The project of `npm start`, with the settings in `functions/.env.demo-parley`. */
export const LOCAL_PROJECT = 'demo-parley';

const ENTRY = 'functions/src/index.ts';

// Values for the emulators only; firebase.json keeps `*.local` out of deploys.
const EMULATOR_FILES = ['.env.local', '.secret.local'];

/**
 * Builds the folder that is deployed and that the emulator runs: the bundled functions, a
 * package.json with exact dependencies, and a lockfile that installs the versions tested here.
 * Files whose content is the same stay untouched. Resolves to the paths that changed; throws a
 * UserError when the bundler finds mistakes, which it has printed by then.
 */
export async function buildFunctions({
  outDir = FUNCTIONS_DIR,
  settingsOf,
}: FunctionsOptions = {}): Promise<string[]> {
  const target = resolve(ROOT, outDir);
  const outputs = new Map<string, Uint8Array>();
  const manifest = functionsManifest();
  outputs.set('package.json', json(manifest));
  outputs.set(
    'package-lock.json',
    json(deriveLockfile(readJson('package-lock.json') as Lockfile, 'functions', manifest)),
  );
  const settings = settingsFiles(resolve(ROOT, 'functions'), settingsOf);
  for (const [name, content] of settings) outputs.set(name, content);
  for (const [path, content] of await bundle(target)) outputs.set(path, content);
  return writeOutputs(target, outputs);
}

/**
 * The files of a folder by which the emulator sets params: its own, and those of a project where one is
 * named, which the Firebase CLI reads in this order; later ones win.
 */
export function settingsFiles(folder: string, project?: string): [string, Uint8Array][] {
  const own = project === undefined ? [] : ['.env', `.env.${project}`];
  return [...own, ...EMULATOR_FILES]
    .filter((name) => existsSync(join(folder, name)))
    .map((name) => [name, readFileSync(join(folder, name))]);
}

/** What functions/package.json says, reduced to what runs in production. */
function functionsManifest(): Manifest {
  const { name, version, engines, dependencies } = readJson('functions/package.json') as Manifest;
  return {
    name: name.replace(/^@.*\//, ''),
    version,
    private: true,
    type: 'module',
    main: 'index.js',
    engines,
    dependencies,
  };
}

/** The bundle's files, the entry point last. */
async function bundle(target: string): Promise<[string, Uint8Array][]> {
  const { outputFiles } = await build({
    entryPoints: { index: resolve(ROOT, ENTRY) },
    outdir: target,
    absWorkingDir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    chunkNames: 'chunks/[name]-[hash]',
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'warning',
    write: false,
  }).catch((error: unknown) => {
    throw new UserError('The functions cannot be built; see the messages above.', { cause: error });
  });
  return outputFiles
    .map(({ path, contents }): [string, Uint8Array] => [relative(target, path), contents])
    .sort(([a], [b]) => Number(a === 'index.js') - Number(b === 'index.js'));
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(resolve(ROOT, path), 'utf8'));
}

function json(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
