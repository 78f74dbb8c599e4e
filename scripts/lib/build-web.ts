import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { BuildOptions } from './build-functions.ts';
import { documentedCosts } from './documented-costs.ts';
import type { PageSettings } from './page-settings.ts';
import { ROOT } from './paths.ts';
import { UserError } from './user-error.ts';
import { writeOutputs, type Outputs } from './write-outputs.ts';

/** The folder that is deployed. */
export const WEB_DIR = 'build/web';
/** The one that `npm start` serves: the same page with the settings of the emulators. */
export const LOCAL_WEB_DIR = 'build/local-web';

const CONFIG = 'web/vite.config.ts';
const SETTINGS = 'settings.json';

/**
 * Builds the web client. Resolves to undefined when there is none; throws a UserError when the bundler finds
 * mistakes, which it has printed by then.
 */
export async function bundleWeb(): Promise<Outputs | undefined> {
  const configFile = resolve(ROOT, CONFIG);
  if (!existsSync(configFile)) return undefined;
  // Loaded here, as commands that build nothing would wait for it too.
  const { build } = await import('vite');
  const result = await build({
    configFile,
    logLevel: 'warn',
    build: { write: false },
  }).catch((error: unknown) => {
    throw new UserError('The web client cannot be built; see the messages above.', {
      cause: error,
    });
  });
  if (!('output' in result)) throw new Error('Vite made several bundles, or watches');
  const bundle = new Map<string, Uint8Array>();
  for (const file of result.output) {
    bundle.set(file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source));
  }
  return bundle.set('costs.json', Buffer.from(JSON.stringify(documentedCosts(readCostDocument()))));
}

/**
 * Writes the page as it is deployed: its settings are those of the project that serves it, or with
 * `keep_settings` those that the folder has. Files that have not changed stay untouched, as the emulator may
 * be serving them.
 *
 * @returns the paths that changed
 */
export function writeWeb(
  bundle: Outputs,
  { outDir = WEB_DIR, keep_settings = false }: BuildOptions & { keep_settings?: boolean } = {},
): string[] {
  const target = resolve(ROOT, outDir);
  const settings = join(target, SETTINGS);
  const kept = keep_settings && existsSync(settings) ? readFileSync(settings) : Buffer.from('{}');
  return writeOutputs(target, new Map([...bundle, [SETTINGS, kept]]));
}

/** Builds the page and writes it to a folder; resolves to whether there is one. */
export async function buildWeb(options: BuildOptions = {}): Promise<boolean> {
  const bundle = await bundleWeb();
  if (bundle !== undefined) writeWeb(bundle, options);
  return bundle !== undefined;
}

/** Tells the built page where it runs and whom it can sign in. */
export function writePageSettings(settings: Partial<PageSettings>, outDir: string = WEB_DIR): void {
  writeFileSync(join(resolve(ROOT, outDir), SETTINGS), JSON.stringify(settings));
}

function readCostDocument(): string {
  return readFileSync(resolve(ROOT, 'docs/cost.md'), 'utf8');
}
