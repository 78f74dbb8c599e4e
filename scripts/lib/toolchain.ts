import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFirestoreJar, wantedJar, type Downloader } from './firestore-emulator.ts';
import { realHost, type Host } from './host.ts';
import { fetchJre, findJava } from './java.ts';
import { missingToolsMessage } from './missing-tools.ts';
import { ROOT, userCacheDir } from './paths.ts';
import { reachable } from './reachable.ts';
import { UserError } from './user-error.ts';
import { writeWrapperJar } from './wrapper-jar.ts';

/** What the Firebase CLI needs to start the Firestore emulator. */
export interface Toolchain {
  readonly javaHome: string;
  /** A jar that `java -jar` runs and that this user may change. */
  readonly firestoreJar: string;
}

export interface ToolchainOptions {
  readonly host?: Host;
  readonly cacheDir?: string;
  /** Told, in one line each, about downloads that make the start take longer. */
  readonly say?: (line: string) => void;
  readonly download?: Downloader;
  readonly fetchJava?: typeof fetchJre;
}

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

/**
 * Finds or fetches Java and the Firestore emulator. Throws a UserError that says what was looked
 * for, where, and how to get it, before anything has been started.
 */
export async function findToolchain(options: ToolchainOptions = {}): Promise<Toolchain> {
  const { host = realHost(), say = () => undefined, fetchJava = fetchJre } = options;
  const cacheDir = options.cacheDir ?? userCacheDir(host.env, host.platform, host.home);
  const download = options.download ?? setupThroughCli(host, say);

  let search = findJava(host, cacheDir);
  if (search.java === undefined && (await fetchJava(cacheDir, say, host))) {
    search = findJava(host, cacheDir);
  }
  const { jar, looked } = await findFirestoreJar(host, wantedJar(), download);
  if (search.java === undefined || jar === undefined) {
    const missing = {
      ...(search.java === undefined && { java: search.looked }),
      ...(jar === undefined && { emulator: looked }),
    };
    throw new UserError(missingToolsMessage(missing, host.platform));
  }
  return {
    javaHome: search.java.home,
    firestoreJar: jar.wrap ? await writeWrapperJar(jar.path, cacheDir) : jar.path,
  };
}

function setupThroughCli(host: Host, say: (line: string) => void): Downloader {
  return async ({ url }, hasFallback) => {
    if (!(await reachable(url, host.env, hasFallback ? 1_500 : 5_000))) return false;
    say('Fetching the Firestore emulator (once, about 130 MB).');
    const cli = join(ROOT, 'node_modules/firebase-tools/lib/bin/firebase.js');
    const child = spawn(process.execPath, [cli, 'setup:emulators:firestore'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: DOWNLOAD_LIMIT_MS,
      env: host.env,
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    return code === 0;
  };
}
