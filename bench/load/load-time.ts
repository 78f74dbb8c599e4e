import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { ROOT } from '../../scripts/lib/paths.ts';
import { median, round } from '../figures/distribution.ts';
import { FUNCTIONS_DIR, HEAP_OF_256_MIB } from '../processes/instance-process.ts';

/** The bundle's loading, medians of fresh processes; in milliseconds and MB. */
export interface LoadTime {
  processes: number;
  /** index.js, which is all that a deployment's discovery and an instance's start load. */
  index_ms: number;
  /** What the first call of sendMessage loads on top, before it does anything. */
  send_message_ms: number;
  /** What the first event loads on top. */
  trigger_ms: number;
  /** A bare Node process that loads nothing, index.js loaded, and the two functions loaded. */
  rss_mb: { node: number; index: number; all: number };
}

const PROBE = fileURLToPath(new URL('probe.mjs', import.meta.url));
/** Loaded first, for the memory of a process that has loaded nothing of ours. */
const NOTHING = 'data:text/javascript,';

/** Imports the bundle in so many fresh processes, in the environment of discovery. */
export async function measureLoadTime(processes: number, signal: AbortSignal): Promise<LoadTime> {
  const folder = join(ROOT, FUNCTIONS_DIR);
  const modules = ['index.js', 'chunks/send-message-*.js', 'chunks/on-message-created-*.js'];
  const urls = modules.map((pattern) => {
    const [file, ...more] = globSync(pattern, { cwd: folder });
    if (file === undefined || more.length > 0) throw new Error(`${pattern} is not one file`);
    return pathToFileURL(join(folder, file)).href;
  });
  const runs: Step[][] = [];
  // One more than is counted: it brings the files into memory.
  for (let count = 0; count <= processes; count += 1) runs.push(await probe(urls, signal));
  const ms = (step: number): number => middle(runs.slice(1), step, (each) => each.ms);
  const mb = (step: number): number =>
    Math.round(middle(runs.slice(1), step, (each) => each.rss_bytes / 1e6));
  return {
    processes,
    index_ms: ms(1),
    send_message_ms: ms(2),
    trigger_ms: ms(3),
    rss_mb: { node: mb(0), index: mb(1), all: mb(3) },
  };
}

interface Step {
  ms: number;
  rss_bytes: number;
}

async function probe(urls: readonly string[], signal: AbortSignal): Promise<Step[]> {
  const args = [...HEAP_OF_256_MIB, PROBE, NOTHING, ...urls];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    env: {
      PATH: process.env['PATH'],
      GCLOUD_PROJECT: 'demo-discovery',
      FIREBASE_CONFIG: JSON.stringify({ projectId: 'demo-discovery' }),
      FUNCTIONS_CONTROL_API: 'true',
    },
    timeout: 20_000,
    signal,
  });
  return JSON.parse(stdout) as Step[];
}

function middle(runs: readonly Step[][], step: number, value: (step: Step) => number): number {
  return round(median(runs.map((run) => value(run[step] ?? { ms: NaN, rss_bytes: NaN }))));
}
