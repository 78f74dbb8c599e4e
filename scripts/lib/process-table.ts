import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A running process. `started` tells it from a later one that got the same id. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly started: string;
}

/** Everything that runs now. Empty on Windows, where whole trees are ended by the system's tool. */
export function listProcesses(): ProcessEntry[] {
  if (process.platform === 'win32') return [];
  return process.platform === 'linux' ? fromProc() : fromPs();
}

/** The processes below `root` (not itself), children before grandchildren. */
export function descendants(root: number, table: readonly ProcessEntry[]): ProcessEntry[] {
  const found: ProcessEntry[] = [];
  const queue = [root];
  for (let parent = queue.shift(); parent !== undefined; parent = queue.shift()) {
    const children = table.filter((entry) => entry.parent === parent);
    found.push(...children);
    queue.push(...children.map((child) => child.pid));
  }
  return found;
}

/** An entry from the text of /proc/<pid>/stat; zombies, which nobody needs to end, are left out. */
export function parseStat(stat: string): ProcessEntry | undefined {
  // The command in brackets may itself hold spaces and brackets.
  const pid = Number.parseInt(stat, 10);
  const [state, parent, group, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X' || group === undefined) return undefined;
  return { pid, parent: Number(parent), group: Number(group), started: rest[16] ?? '' };
}

/** Entries from `ps -A -o pid=,ppid=,pgid=,stat=,lstart=`. */
export function parsePs(output: string): ProcessEntry[] {
  return output
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*\S)\s*$/.exec(line))
    .filter((match) => match !== null && !match[4]?.startsWith('Z'))
    .map((match) => ({
      pid: Number(match?.[1]),
      parent: Number(match?.[2]),
      group: Number(match?.[3]),
      started: match?.[5] ?? '',
    }));
}

function fromProc(): ProcessEntry[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
      } catch {
        return undefined;
      }
    })
    .filter((entry) => entry !== undefined);
}

function fromPs(): ProcessEntry[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,pgid=,stat=,lstart='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  return parsePs(stdout ?? '');
}
