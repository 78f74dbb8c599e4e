import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloudSdkJar, cloudSdkRoots } from './cloud-sdk.ts';
import type { Host } from './host.ts';
import { ROOT } from './paths.ts';

/** The emulator jar the installed firebase-tools asks for. */
export interface WantedJar {
  readonly fileName: string;
  /** In bytes; a cached file of another size is a download that did not finish. */
  readonly size: number;
  readonly url: string;
}

/** A jar that was found, and whether `java -jar` needs our wrapper around it. */
export interface FoundJar {
  readonly path: string;
  readonly wrap: boolean;
}

export interface JarSearch {
  readonly jar: FoundJar | undefined;
  /** One line per place that was looked at. */
  readonly looked: readonly string[];
}

/** Fetches the wanted jar into firebase-tools' cache; false when that is not possible. */
export type Downloader = (wanted: WantedJar, hasFallback: boolean) => Promise<boolean>;

const INFO = 'node_modules/firebase-tools/lib/emulator/downloadableEmulatorInfo.json';

/** What the installed firebase-tools would download. */
export function wantedJar(root: string = ROOT): WantedJar {
  const info = JSON.parse(readFileSync(join(root, INFO), 'utf8')) as {
    firestore: { downloadPathRelativeToCacheDir: string; expectedSize: number; remoteUrl: string };
  };
  const { downloadPathRelativeToCacheDir, expectedSize, remoteUrl } = info.firestore;
  return { fileName: downloadPathRelativeToCacheDir, size: expectedSize, url: remoteUrl };
}

/** The folder in which firebase-tools keeps the emulators it downloads. */
export function firebaseCacheDir(host: Host): string {
  return host.env.FIREBASE_EMULATORS_PATH ?? join(host.home, '.cache', 'firebase', 'emulators');
}

/**
 * Looks for the official Firestore emulator: the file FIRESTORE_EMULATOR_BINARY_PATH names,
 * firebase-tools' cache or a download into it, and last the copy of a Google Cloud CLI.
 */
export async function findFirestoreJar(
  host: Host,
  wanted: WantedJar,
  download: Downloader,
): Promise<JarSearch> {
  const named = host.env.FIRESTORE_EMULATOR_BINARY_PATH;
  if (named) {
    if (host.size(named) !== undefined) {
      return { jar: { path: named, wrap: !host.writable(named) }, looked: [] };
    }
    return { jar: undefined, looked: [`FIRESTORE_EMULATOR_BINARY_PATH: no file at ${named}`] };
  }
  const cached = join(firebaseCacheDir(host), wanted.fileName);
  const isCached = (): boolean => host.size(cached) === wanted.size;
  const fallback = cloudSdkJar(host);
  if (isCached() || ((await download(wanted, fallback !== undefined)) && isCached())) {
    return { jar: { path: cached, wrap: !host.writable(cached) }, looked: [] };
  }
  if (fallback !== undefined) return { jar: { path: fallback, wrap: true }, looked: [] };
  return {
    jar: undefined,
    looked: [
      'FIRESTORE_EMULATOR_BINARY_PATH: not set',
      `firebase-tools' cache: no ${cached}`,
      `download: ${wanted.url} cannot be reached`,
      `Google Cloud CLI: not in ${cloudSdkRoots(host).join(', ')}`,
    ],
  };
}
