import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';

import { ROOT } from '../scripts/lib/paths.ts';

/** What the figures were measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memory_gib: number;
  node: string;
  os: string;
}

/** What the figures were measured of. */
export interface Commit {
  hash: string;
  /** Whether files differed from the commit. */
  changed: boolean;
}

export function thisMachine(): Machine {
  // A build suffix of the kernel says more about where it runs than about how fast it is.
  const version = /^[\d.]+/.exec(release())?.[0] ?? '';
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    os: `${type()} ${version} ${arch()}`,
  };
}

/** The checked-out commit; `unknown` where there is no git or no repository. */
export function thisCommit(): Commit {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: ROOT, stdio: 'pipe', encoding: 'utf8' }).trim();
  try {
    const hash = git('rev-parse', '--short', 'HEAD');
    // Results of earlier runs are no change of what is measured.
    const changes = git('status', '--porcelain', '--', '.', ':(exclude)bench/results');
    return { hash, changed: changes !== '' };
  } catch {
    return { hash: 'unknown', changed: false };
  }
}
