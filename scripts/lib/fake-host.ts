import type { Host } from './host.ts';

/** A machine made up for a test. */
export interface FakeMachine {
  platform?: NodeJS.Platform;
  env?: NodeJS.ProcessEnv;
  home?: string;
  /** Files by path, with their sizes. */
  files?: Record<string, number>;
  /** What programs print, by path. */
  programs?: Record<string, string>;
  readOnly?: readonly string[];
}

/** A Host that knows only what the machine says. Programs are files as well. */
export function fakeHost(machine: FakeMachine = {}): Host {
  const files = { ...machine.files };
  for (const path of Object.keys(machine.programs ?? {})) files[path] = 1;
  return {
    platform: machine.platform ?? 'linux',
    env: machine.env ?? {},
    home: machine.home ?? '/home/me',
    size: (path) => files[path],
    writable: (path) => path in files && !machine.readOnly?.includes(path),
    list(folder) {
      const below = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
      const names = below.map((path) => path.slice(folder.length + 1).split('/')[0] ?? '');
      return [...new Set(names)].sort();
    },
    resolve: (path) => (path in files ? path : undefined),
    run: (program) => machine.programs?.[program],
  };
}

/** What `java -version` of a major version prints. */
export function javaBanner(major: number): string {
  return `openjdk version "${major}.0.2" 2026-01-20\nOpenJDK Runtime Environment (build 1)`;
}
