import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';

import { ROOT, STATE_DIR } from '../../scripts/lib/paths.ts';
import type { Loaded, Question } from './answers.ts';

const OUT_DIR = join(ROOT, 'build/bench');
const LOGS_DIR = join(STATE_DIR, 'logs');
const ENTRIES = ['instance', 'event-source'] as const;
const ANSWER_MS = 20_000;
const END_MS = 2_000;

export type Entry = (typeof ENTRIES)[number];

/** A running process of the bench. */
export interface Child<Ready, Report> {
  ready: Ready;
  reset(): Promise<void>;
  report(): Promise<Loaded<Report>>;
  stop(): Promise<void>;
}

/** Compiles the programs that {@link startChild} runs. */
export async function buildChildren(): Promise<void> {
  await build({
    entryPoints: ENTRIES.map((name) => join(ROOT, 'bench/processes', `${name}.ts`)),
    outdir: OUT_DIR,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    packages: 'external',
    logLevel: 'warning',
  });
}

/**
 * Starts one of the bench's programs and waits until it says that it is ready. What it prints goes
 * to `.parley/logs/bench-<entry>.log`; it ends with this process, whatever ends that.
 */
export async function startChild<Ready, Report>(
  entry: Entry,
  args: readonly string[],
  { env = {}, nodeOptions = [] }: { env?: NodeJS.ProcessEnv; nodeOptions?: string[] } = {},
): Promise<Child<Ready, Report>> {
  mkdirSync(LOGS_DIR, { recursive: true });
  const log = openSync(join(LOGS_DIR, `bench-${entry}.log`), 'a');
  const child = spawn(process.execPath, [...nodeOptions, join(OUT_DIR, `${entry}.mjs`), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log, 'ipc'],
    windowsHide: true,
  });
  closeSync(log);
  // A question to a child that has ended fails by its answer not coming.
  child.on('error', () => undefined);
  const ask = async (question: Question): Promise<unknown> => {
    const answer = nextMessage(child, entry);
    child.send(question);
    return (await answer)[question];
  };
  const { ready } = await nextMessage(child, entry);
  return {
    ready: ready as Ready,
    reset: async () => void (await ask('reset')),
    report: async () => (await ask('report')) as Loaded<Report>,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      // Without its parent it ends by itself, writing its profile where one was asked for.
      child.disconnect();
      const killer = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await gone;
      clearTimeout(killer);
    },
  };
}

/** The child's next message; it is ended when none comes. */
function nextMessage(child: ChildProcess, entry: Entry): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onEnd).off('error', onEnd);
      act();
    };
    const onMessage = (message: unknown): void =>
      settle(() => resolve(message as Record<string, unknown>));
    const onEnd = (): void =>
      settle(() => {
        child.kill();
        reject(new Error(`The bench's ${entry} failed; see .parley/logs/bench-${entry}.log`));
      });
    const timer = setTimeout(onEnd, ANSWER_MS);
    child.on('message', onMessage).on('exit', onEnd).on('error', onEnd);
  });
}
