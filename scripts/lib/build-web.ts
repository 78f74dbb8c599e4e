import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions } from './build-functions.ts';
import { ROOT } from './paths.ts';
import { UserError } from './user-error.ts';
import { filesBelow, writeOutputs } from './write-outputs.ts';

/** The folder that firebase.json has the Hosting emulator serve. */
export const WEB_DIR = 'build/web';

const ENTRY = 'web/src/main.ts';
const PUBLIC = 'web/public';

/** `data` are JSON files to put beside the page, by name. */
export interface BuildWebOptions extends BuildOptions {
  readonly data?: Readonly<Record<string, unknown>>;
}

/**
 * Bundles the web client for the browser and copies web/public beside it. Resolves to the paths
 * that changed, or to undefined when there is no web client; throws a UserError when the bundler
 * finds mistakes, which it has printed by then.
 */
export async function buildWeb({ outDir = WEB_DIR, data = {} }: BuildWebOptions = {}): Promise<
  string[] | undefined
> {
  const entry = resolve(ROOT, ENTRY);
  if (!existsSync(entry)) return undefined;
  const target = resolve(ROOT, outDir);
  const { outputFiles } = await build({
    entryPoints: { main: entry },
    outdir: target,
    absWorkingDir: ROOT,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    sourcemap: 'linked',
    logLevel: 'warning',
    write: false,
  }).catch((error: unknown) => {
    throw new UserError('The web client cannot be built; see the messages above.', {
      cause: error,
    });
  });
  const outputs = new Map<string, Uint8Array>();
  for (const { path, contents } of outputFiles) outputs.set(relative(target, path), contents);
  const folder = resolve(ROOT, PUBLIC);
  for (const path of filesBelow(folder)) outputs.set(path, readFileSync(join(folder, path)));
  for (const [name, value] of Object.entries(data)) {
    outputs.set(name, Buffer.from(JSON.stringify(value)));
  }
  return writeOutputs(target, outputs);
}
