import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Guard } from './guard.ts';
import { ProcessTree } from './process-tree.ts';

const CLEAN_SHUTDOWN_MS = 3_200;

/** The Firebase CLI with everything it starts, and the files that live as long as it does. */
export class SuiteProcess {
  /** Resolves when the CLI ends, for whatever reason. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #paths: readonly string[];
  readonly #tree: ProcessTree | undefined;
  readonly #guard = new Guard();

  constructor(child: ChildProcess, paths: readonly string[]) {
    this.#child = child;
    this.#paths = paths;
    this.#tree = child.pid === undefined ? undefined : new ProcessTree(child.pid);
    this.exited = once(child, 'exit').then(
      () => undefined,
      () => undefined,
    );
    this.look();
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Takes note of what the CLI has started by now, so that it can be ended in any event. */
  look(): void {
    if (this.#tree) this.#guard.watch(this.#tree.root, this.#tree.look(), this.#paths);
  }

  /**
   * Ends everything, after the CLI had the time to export its data and shut down when `clean`.
   * Takes less than five seconds.
   */
  async end(clean: boolean): Promise<void> {
    this.look();
    if (clean && this.running && process.platform !== 'win32') {
      this.#child.kill('SIGINT');
      const timeLimit = new AbortController();
      await Promise.race([
        this.exited,
        pause(CLEAN_SHUTDOWN_MS, undefined, { signal: timeLimit.signal }),
      ]);
      timeLimit.abort();
    }
    await this.#tree?.end();
    this.#guard.dismiss();
    for (const path of this.#paths) rmSync(path, { recursive: true, force: true });
  }
}
