// Runs beside a launcher, in a session of its own, and ends what the launcher started when that
// dies without having been able to do so itself (kill -9, out of memory). It learns of the death
// by the end of its standard input.
import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ProcessEntry } from './process-table.ts';
import { ProcessTree } from './process-tree.ts';

/** What the guard has to clean up; each message replaces the one before. */
interface Charge {
  /** The process at the root of the tree to end; null when there is nothing left to do. */
  root: number | null;
  seen: readonly ProcessEntry[];
  /** Files and folders to remove. */
  paths: readonly string[];
}

/** The launcher's end of the line to a guard. */
export class Guard {
  readonly #child: ChildProcess;

  constructor() {
    this.#child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
    });
    // A guard that died early must not take the launcher along.
    this.#child.on('error', () => undefined);
    this.#child.stdin?.on('error', () => undefined);
    this.#child.unref();
  }

  watch(root: number, seen: readonly ProcessEntry[], paths: readonly string[]): void {
    this.#send({ root, seen, paths });
  }

  /** Everything is cleaned up already. */
  dismiss(): void {
    this.#send({ root: null, seen: [], paths: [] });
    this.#child.stdin?.end();
  }

  #send(charge: Charge): void {
    this.#child.stdin?.write(`${JSON.stringify(charge)}\n`);
  }
}

async function keepWatch(): Promise<void> {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => undefined);
  let charge: Charge = { root: null, seen: [], paths: [] };
  for await (const line of createInterface({ input: process.stdin })) {
    charge = JSON.parse(line) as Charge;
  }
  if (charge.root === null) return;
  await new ProcessTree(charge.root, charge.seen).end();
  for (const path of charge.paths) rmSync(path, { recursive: true, force: true });
}

if (import.meta.main) await keepWatch();
