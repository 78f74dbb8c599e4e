import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Where commands keep what git ignores: logs, exports, locks. */
export const STATE_DIR = join(ROOT, '.parley');

/**
 * The per-user folder for things that are worth keeping between clones (a Java runtime, the
 * emulator's wrapper jar), where the platform wants caches to be.
 */
export function userCacheDir(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'parley', 'cache');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Caches', 'parley');
  return join(env.XDG_CACHE_HOME ?? join(home, '.cache'), 'parley');
}
