import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
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
const SHOWN_LINES = 25;

/** The folder of one run's logs, in which the Firebase CLI also leaves its own debug logs. */
export class RunLog {
  readonly folder: string;
  /** What the CLI and the functions print. */
  readonly path: string;

  /** Makes the folder and throws away those of the oldest runs. */
  constructor(logsDir: string, name: string) {
    const stamp = new Date().toISOString().replace(/[:.]/g, '-');
    this.folder = join(logsDir, `${stamp}-${name}`);
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

/** See RunLog.excerpt. */
export function excerpt(log: string): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '');
  const interesting = lines.filter((line) => INTERESTING.test(line));
  const shown = interesting.length > 0 ? interesting : lines;
  return shown
    .slice(-SHOWN_LINES)
    .map((line) => `  ${line}`)
    .join('\n');
}

function prune(logsDir: string): void {
  const runs = readdirSync(logsDir)
    .filter((name) => statSync(join(logsDir, name), { throwIfNoEntry: false })?.isDirectory())
    .sort();
  for (const name of runs.slice(0, -KEPT_RUNS)) {
    rmSync(join(logsDir, name), { recursive: true, force: true });
  }
}
