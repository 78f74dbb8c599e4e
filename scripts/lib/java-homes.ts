import { join } from 'node:path';
import { pathFolders, type Host } from './host.ts';

/** A place where Java may be, and how to call it in a message. */
export interface JavaCandidate {
  readonly binary: string;
  readonly from: string;
}

/** The Java launcher inside a JDK or JRE folder. */
export function javaIn(home: string, platform: NodeJS.Platform): string {
  return join(home, 'bin', platform === 'win32' ? 'java.exe' : 'java');
}

/**
 * Every Java launcher on the host, in the order they are tried: what the environment names, PATH,
 * then the folders where each platform's installers put JDKs. Duplicates are dropped.
 */
export function javaCandidates(host: Host): JavaCandidate[] {
  const found = new Map<string, JavaCandidate>();
  const add = (binary: string, from: string): void => {
    const real = host.resolve(binary);
    if (real !== undefined && !found.has(real)) found.set(real, { binary: real, from });
  };
  const { PARLEY_JAVA_HOME, JAVA_HOME } = host.env;
  if (PARLEY_JAVA_HOME) add(javaIn(PARLEY_JAVA_HOME, host.platform), 'PARLEY_JAVA_HOME');
  if (JAVA_HOME) add(javaIn(JAVA_HOME, host.platform), 'JAVA_HOME');
  for (const folder of pathFolders(host)) {
    add(join(folder, host.platform === 'win32' ? 'java.exe' : 'java'), 'PATH');
  }
  for (const folder of jdkFolders(host)) {
    // The newest first, as far as names tell; the version that counts is the one it prints.
    for (const name of host.list(folder).reverse()) {
      const home = join(folder, name);
      add(javaIn(join(home, 'Contents', 'Home'), host.platform), folder);
      add(javaIn(home, host.platform), folder);
    }
  }
  return [...found.values()];
}

/** The folders that hold one folder per JDK on this kind of machine. */
export function jdkFolders(host: Host): string[] {
  const sdkman = join(host.env.SDKMAN_DIR ?? join(host.home, '.sdkman'), 'candidates', 'java');
  const jdks = join(host.home, '.jdks');
  if (host.platform === 'win32') {
    const programs = host.env.ProgramFiles ?? 'C:\\Program Files';
    const vendors = ['Eclipse Adoptium', 'Java', 'Microsoft', 'Zulu', 'Amazon Corretto'];
    return [...vendors.map((vendor) => join(programs, vendor)), jdks];
  }
  if (host.platform === 'darwin') {
    return [
      '/Library/Java/JavaVirtualMachines',
      join(host.home, 'Library/Java/JavaVirtualMachines'),
      '/opt/homebrew/opt',
      '/usr/local/opt',
      sdkman,
      jdks,
    ];
  }
  return ['/usr/lib/jvm', '/usr/local/lib/jvm', '/opt/java', sdkman, jdks];
}
