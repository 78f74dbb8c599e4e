import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const KEPT_RUNS = 10;

// What the Firebase CLI prints when the suite will not come up, although it goes on running.
const FATAL = [
  /Failed to load function definition from source/,
  /Could not start .*, port taken/,
  /Failed to start Functions emulator/,
];
const INTERESTING = /⚠|⬢|✖|Error|error:|Exception|at .*\.(ts|js):\d+|Failed|Could not|denied/;
// Printed at every start, and of no help.
const NOISE = /Env variable override detected|CLI MOTD|Emulator UI is not starting/;
const SHOWN_LINES = 25;
const SHOWN_WIDTH = 400;

/** The folder of one run's logs, in which the Firebase CLI also leaves its own debug logs. */
export class RunLog {
  readonly folder: string;
  /** What the CLI and the functions print. */
  readonly path: string;

  /** Makes the folder and throws away those of the oldest runs that have ended. */
  constructor(logsDir: string, name: string, pid: number = process.pid) {
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    this.folder = join(logsDir, `${stamp}-${name}-${pid}`);
    this.path = join(this.folder, 'suite.log');
    mkdirSync(this.folder, { recursive: true });
    prune(logsDir);
  }

  /** Calls `use` with a descriptor for a child process to write to, and closes it afterwards. */
  withDescriptor<T>(use: (descriptor: number) => T): T {
    const descriptor = openSync(this.path, 'a');
    try {
      return use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  text(): string {
    return stripVTControlCharacters(readFileSync(this.path, 'utf8'));
  }

  /** The lines that probably say what went wrong, or the last ones when none stands out. */
  excerpt(): string {
    return excerpt(this.text());
  }
}

/** Whether the log says that the suite will not come up. */
export function isFatal(log: string): boolean {
  return FATAL.some((pattern) => pattern.test(log));
}

/** See RunLog.excerpt. Lines that repeat are shown once. */
export function excerpt(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '' && !NOISE.test(line));
  const interesting = lines.filter((line) => INTERESTING.test(line));
  const shown = new Set(interesting.length > 0 ? interesting : lines);
  return [...shown]
    .slice(-SHOWN_LINES)
    .map((line) => `  ${line.slice(0, SHOWN_WIDTH)}`)
    .join('\n');
}

function prune(logsDir: string): void {
  const ended = readdirSync(logsDir)
    .filter((name) => /-\d+$/.test(name) && !isAlive(Number(name.split('-').at(-1))))
    .sort();
  for (const name of ended.slice(0, -KEPT_RUNS)) {
    rmSync(join(logsDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
