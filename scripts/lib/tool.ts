import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './paths.ts';

const KILL_AFTER_MS = 2_000;

/**
 * Runs a tool from node_modules on this Node, its output going to ours, and resolves to its exit
 * code (128 and more when a signal ended it). Ends the tool and throws the signal's reason when
 * that is aborted.
 */
export async function runTool(
  script: string,
  args: readonly string[],
  { signal, env = {} }: { signal: AbortSignal; env?: NodeJS.ProcessEnv },
): Promise<number> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  let killer: NodeJS.Timeout | undefined;
  const end = (): void => {
    child.kill('SIGTERM');
    killer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', (exitCode) => resolve(exitCode ?? 128));
    });
    signal.throwIfAborted();
    return code;
  } finally {
    clearTimeout(killer);
    signal.removeEventListener('abort', end);
  }
}
