import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import njre from 'njre';
import type { Host } from './host.ts';
import { javaCandidates, javaIn, jdkFolders } from './java-homes.ts';
import { reachable } from './reachable.ts';

/** The Firebase CLI refuses anything older. */
export const MIN_JAVA = 21;

const JRE_SOURCE = 'https://api.adoptium.net';

/** A Java runtime that is new enough. */
export interface Java {
  /** The folder that holds `bin`. */
  readonly home: string;
  readonly version: number;
}

/** What the search did, for the message when it found nothing. */
export interface JavaSearch {
  readonly java: Java | undefined;
  /** One line per Java that is too old and per place that was looked at. */
  readonly looked: readonly string[];
}

/** The major version in what `java -version` prints, e.g. 21; undefined when there is none. */
export function parseJavaVersion(output: string): number | undefined {
  const match = /version "(\d+)(?:\.(\d+))?/.exec(output);
  if (match === null) return undefined;
  const [major, minor] = [Number(match[1]), Number(match[2] ?? 0)];
  // Up to Java 8 the version was written 1.8.
  return major === 1 ? minor : major;
}

/** Looks for a Java on the host and in our own cache, running each candidate to learn its version. */
export function findJava(host: Host, cacheDir: string): JavaSearch {
  const looked: string[] = [];
  for (const { binary, from } of [...javaCandidates(host), ...cachedJre(host, cacheDir)]) {
    const version = parseJavaVersion(host.run(binary, ['-version']) ?? '');
    if (version !== undefined && version >= MIN_JAVA) {
      return { java: { home: dirname(dirname(binary)), version }, looked };
    }
    looked.push(
      `${binary} (${from}): ${version === undefined ? 'does not run' : `Java ${version}`}`,
    );
  }
  looked.push(`PARLEY_JAVA_HOME, JAVA_HOME, PATH, ${jdkFolders(host).join(', ')}, ${cacheDir}`);
  return { java: undefined, looked };
}

/**
 * Downloads a Temurin JRE into the cache folder, where `findJava` sees it from then on. Resolves to
 * false, quickly, when its source cannot be reached or the download fails.
 */
export async function fetchJre(
  cacheDir: string,
  say: (line: string) => void,
  host: Pick<Host, 'env'>,
): Promise<boolean> {
  if (!(await reachable(JRE_SOURCE, host.env))) return false;
  say(
    `No Java ${MIN_JAVA} or newer found: fetching a Temurin JRE (once, about 50 MB) into ${cacheDir}`,
  );
  await mkdir(cacheDir, { recursive: true });
  const workDir = await mkdtemp(join(cacheDir, 'jre-'));
  try {
    const folder = await njre(MIN_JAVA, { type: 'jre', installPath: join(workDir, 'download') });
    await rm(jreDir(cacheDir), { recursive: true, force: true });
    await rename(folder, jreDir(cacheDir));
    return true;
  } catch (error) {
    say(`The download failed: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

function cachedJre(host: Host, cacheDir: string): { binary: string; from: string }[] {
  const folder = jreDir(cacheDir);
  return host
    .list(folder)
    .flatMap((name) => [join(folder, name), join(folder, name, 'Contents', 'Home')])
    .map((home) => ({ binary: javaIn(home, host.platform), from: 'fetched earlier' }))
    .filter(({ binary }) => host.size(binary) !== undefined);
}

function jreDir(cacheDir: string): string {
  return join(cacheDir, `jre-${MIN_JAVA}`);
}
