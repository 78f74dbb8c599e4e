import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The process that listens on a port. */
export interface PortOwner {
  readonly pid: number;
  readonly command: string;
}

const LISTENING = '0A';
const MAX_COMMAND = 100;

/** Who listens on a local TCP port; undefined when the system does not say (another user's process). */
export function portOwner(port: number): PortOwner | undefined {
  try {
    if (process.platform === 'linux') return ownerFromProc(port);
    return process.platform === 'win32' ? ownerFromNetstat(port) : ownerFromLsof(port);
  } catch {
    return undefined;
  }
}

/** The inodes of sockets listening on the port, from the text of /proc/net/tcp or tcp6. */
export function listeningInodes(table: string, port: number): string[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTENING && portOf(fields[1]) === port)
    .map((fields) => fields[9] ?? '');
}

/** The process id that `netstat -ano -p tcp` shows listening on the port. */
export function pidFromNetstat(output: string, port: number): number | undefined {
  for (const line of output.split('\n')) {
    const [, local, , state, pid] = line.trim().split(/\s+/);
    if (state === 'LISTENING' && local?.endsWith(`:${port}`)) return Number(pid);
  }
  return undefined;
}

function ownerFromProc(port: number): PortOwner | undefined {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) =>
    listeningInodes(readText(path), port),
  );
  const wanted = new Set(inodes.map((inode) => `socket:[${inode}]`));
  if (wanted.size === 0) return undefined;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (openFiles(pid).some((target) => wanted.has(target))) {
      const command = readText(`/proc/${pid}/cmdline`).split('\0').join(' ');
      return { pid: Number(pid), command: shorten(command) };
    }
  }
  return undefined;
}

function ownerFromLsof(port: number): PortOwner | undefined {
  const found = output('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp']);
  const pid = Number(/^p(\d+)$/m.exec(found)?.[1]);
  if (!pid) return undefined;
  return { pid, command: shorten(output('ps', ['-o', 'command=', '-p', String(pid)])) };
}

function ownerFromNetstat(port: number): PortOwner | undefined {
  const pid = pidFromNetstat(output('netstat', ['-ano', '-p', 'tcp']), port);
  if (!pid) return undefined;
  const row = output('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH']);
  return { pid, command: /^"([^"]+)"/.exec(row.trim())?.[1] ?? 'unknown' };
}

function openFiles(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).map((fd) => linkTarget(`${folder}/${fd}`));
  } catch {
    // Another user's process, or one that has just ended.
    return [];
  }
}

function linkTarget(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function portOf(address: string | undefined): number {
  return Number.parseInt(address?.split(':').at(-1) ?? '', 16);
}

function output(program: string, args: readonly string[]): string {
  return spawnSync(program, args, { encoding: 'utf8', windowsHide: true }).stdout ?? '';
}

function shorten(command: string): string {
  const line = command.trim();
  return line.length > MAX_COMMAND ? `${line.slice(0, MAX_COMMAND - 1)}…` : line;
}
