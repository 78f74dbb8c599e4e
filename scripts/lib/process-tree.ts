import { spawnSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { descendants, listProcesses, type ProcessEntry } from './process-table.ts';

/**
 * A process that leads a group of its own, and everything it has started, also what outlived it.
 * The Firebase CLI runs Java in yet another group, so ending the CLI's group is not enough, and once
 * the CLI is dead nothing tells that Java was its child: `look` must have seen it before.
 */
export class ProcessTree {
  readonly root: number;
  readonly #known = new Map<string, ProcessEntry>();

  /** `seen` holds what an earlier look, perhaps in another process, found. */
  constructor(root: number, seen: readonly ProcessEntry[] = []) {
    this.root = root;
    for (const entry of seen) this.#remember(entry);
  }

  /** Takes note of what belongs to the tree now; returns everything seen so far. */
  look(table: readonly ProcessEntry[] = listProcesses()): ProcessEntry[] {
    const leader = table.find(({ pid }) => pid === this.root);
    const known = [...this.#known.values()].find(({ pid }) => pid === this.root);
    // A later process may have got the dead root's number; its group is none of our business.
    if (leader === undefined || known === undefined || known.started === leader.started) {
      for (const entry of table) if (entry.group === this.root) this.#remember(entry);
    }
    for (const entry of this.#alive(table)) {
      for (const child of descendants(entry.pid, table)) this.#remember(child);
    }
    return [...this.#known.values()];
  }

  /** Ids of the processes seen so far that still run. */
  alive(): number[] {
    return this.#alive(listProcesses()).map((entry) => entry.pid);
  }

  /** Ends all of it without asking, until nothing is left or the time is up. */
  async end(timeLimitMs = 1_000): Promise<void> {
    const deadline = Date.now() + timeLimitMs;
    do {
      this.#kill();
      await pause(20);
    } while (this.alive().length > 0 && Date.now() < deadline);
  }

  #kill(): void {
    if (process.platform === 'win32') {
      spawnSync('taskkill', ['/PID', String(this.root), '/T', '/F'], { windowsHide: true });
      return;
    }
    const table = listProcesses();
    this.look(table);
    for (const { pid } of this.#alive(table)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }

  #alive(table: readonly ProcessEntry[]): ProcessEntry[] {
    return table.filter((entry) => this.#known.has(keyOf(entry)));
  }

  #remember(entry: ProcessEntry): void {
    this.#known.set(keyOf(entry), entry);
  }
}

function keyOf({ pid, started }: ProcessEntry): string {
  return `${pid} ${started}`;
}
