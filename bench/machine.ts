import { execFileSync } from 'node:child_process';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

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

/** The share of all cores that others use, looked at for a second. */
export async function busyShare(): Promise<number> {
  const meter = machineMeter();
  await pause(1000);
  return meter();
}

/** Measures, from now until the function it answers is called, the share of all cores in use. */
export function machineMeter(): () => number {
  const before = coreTimes();
  return () => {
    const after = coreTimes();
    const total = after.total - before.total;
    return total > 0 ? 1 - (after.idle - before.idle) / total : 0;
  };
}

function coreTimes(): { idle: number; total: number } {
  const times = cpus().map(({ times: { user, nice, sys, idle, irq } }) => ({
    idle,
    total: user + nice + sys + idle + irq,
  }));
  return times.reduce(
    (sum, each) => ({ idle: sum.idle + each.idle, total: sum.total + each.total }),
    { idle: 0, total: 0 },
  );
}
