import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { ROOT } from '../../scripts/lib/paths.ts';
import { median, round } from '../figures/distribution.ts';
import { FUNCTIONS_DIR } from '../processes/instance-process.ts';

/** The bundle's loading, medians of fresh processes in milliseconds. */
export interface LoadTime {
  processes: number;
  /** index.js with all functions, as a deployment's discovery loads it. */
  discovery_ms: number;
  /** index.js in instances of these functions, and the function's own module. */
  send_message_ms: number;
  trigger_ms: number;
}

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));

/** Imports the bundle in so many fresh processes of each kind. */
export async function measureLoadTime(processes: number, signal: AbortSignal): Promise<LoadTime> {
  const discovery = { FUNCTIONS_CONTROL_API: 'true' };
  const instance = (target: string) => ({ FUNCTION_TARGET: target, K_SERVICE: target });
  const ms = async (env: NodeJS.ProcessEnv, ...more: string[]): Promise<number> => {
    const urls = ['index.js', ...more].flatMap(urlsOf);
    // Not counted: it brings the files into memory.
    await probe(urls, env, signal);
    const runs: number[] = [];
    for (let count = 0; count < processes; count += 1) runs.push(await probe(urls, env, signal));
    return round(median(runs));
  };
  return {
    processes,
    discovery_ms: await ms(discovery),
    send_message_ms: await ms(instance('sendMessage'), 'chunks/send-message-*.js'),
    trigger_ms: await ms(instance('onMessageCreated'), 'chunks/on-message-created-*.js'),
  };
}

/** What a module shares with others is a file of its own, which is loaded with it anyway. */
function urlsOf(pattern: string): string[] {
  const folder = join(ROOT, FUNCTIONS_DIR);
  const files = globSync(pattern, { cwd: folder });
  if (files.length === 0) throw new Error(`there is no ${pattern}`);
  return files.map((file) => pathToFileURL(join(folder, file)).href);
}

async function probe(
  urls: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [PROBE, ...urls], {
    env: {
      PATH: process.env['PATH'],
      GCLOUD_PROJECT: 'demo-load',
      FIREBASE_CONFIG: JSON.stringify({ projectId: 'demo-load' }),
      ...env,
    },
    timeout: 20_000,
    signal,
  });
  return Number(stdout);
}
