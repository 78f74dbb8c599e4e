import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';

/** What the search for tools needs to know of a machine; tests describe a machine of their own. */
export interface Host {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** A file's size in bytes, or undefined when there is no such file. */
  size(path: string): number | undefined;
  /** Whether this user may change the file. */
  writable(path: string): boolean;
  /** Names in a folder, sorted; none when it cannot be read. */
  list(folder: string): string[];
  /** The path without symbolic links, or undefined when there is nothing there. */
  resolve(path: string): string | undefined;
  /** What a program prints on both streams, or undefined when it cannot be run or fails. */
  run(program: string, args: readonly string[]): string | undefined;
}

const RUN_TIMEOUT_MS = 20_000;

/** This machine. */
export function realHost(env: NodeJS.ProcessEnv = process.env): Host {
  return {
    platform: process.platform,
    env,
    home: homedir(),
    size: (path) => {
      const stats = attempt(() => statSync(path));
      return stats?.isFile() ? stats.size : undefined;
    },
    writable: (path) => attempt(() => (accessSync(path, constants.W_OK), true)) ?? false,
    list: (folder) => attempt(() => readdirSync(folder).sort()) ?? [],
    resolve: (path) => attempt(() => realpathSync(path)),
    run(program, args) {
      const { status, stdout, stderr } = spawnSync(program, args, {
        encoding: 'utf8',
        timeout: RUN_TIMEOUT_MS,
        stdio: ['ignore', 'pipe', 'pipe'],
        windowsHide: true,
      });
      return status === 0 ? `${stdout}\n${stderr}` : undefined;
    },
  };
}

/** The folders of the host's PATH. */
export function pathFolders(host: Host): string[] {
  const name = Object.keys(host.env).find((key) => key.toUpperCase() === 'PATH');
  const separator = host.platform === 'win32' ? ';' : ':';
  return (name === undefined ? '' : (host.env[name] ?? '')).split(separator).filter(Boolean);
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
