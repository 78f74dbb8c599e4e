/** The parts of a package-lock.json (version 3) that the derivation reads; the rest is kept. */
export interface Lockfile {
  lockfileVersion: number;
  packages: Record<string, LockEntry>;
  [key: string]: unknown;
}

export interface LockEntry {
  version?: string;
  link?: boolean;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [key: string]: unknown;
}

/** The package.json a lockfile is derived for. */
export interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  [key: string]: unknown;
}

interface Wish {
  /** Where the package that wants something is in the new tree, and in the repository's. */
  readonly at: string;
  readonly from: string;
  readonly name: string;
  readonly optional: boolean;
}

/**
 * A lockfile for one workspace on its own, taken from the repository's: the same version of
 * everything its production dependencies reach, and nothing else. Each package goes to the top of
 * the tree unless another version is there already; then it goes below the one that wants it.
 * Throws an Error when the repository's lockfile lacks something that is required.
 */
export function deriveLockfile(lock: Lockfile, workspace: string, manifest: Manifest): Lockfile {
  /** New place to place in the repository's tree. */
  const placed = new Map<string, string>();
  const required = new Set<string>();
  const queue = wishesOf(manifest, '', workspace, false);

  for (let wish = queue.shift(); wish !== undefined; wish = queue.shift()) {
    const source = lookUp(wish.from, wish.name, (path) => lock.packages[path] !== undefined);
    if (source === undefined) {
      if (wish.optional) continue;
      throw new Error(`package-lock.json has no ${wish.name}, which ${wish.from} needs`);
    }
    const there = lookUp(wish.at, wish.name, (path) => placed.has(path));
    const fits = there !== undefined && placed.get(there) === source;
    const at = fits ? there : join(there === undefined ? '' : wish.at, wish.name);
    const becomesRequired = !wish.optional && !required.has(at);
    if (becomesRequired) required.add(at);
    if (fits && !becomesRequired) continue;
    // Visited again when it turns out to be required after all, so that what it needs is as well.
    placed.set(at, source);
    queue.push(...wishesOf(lock.packages[source] ?? {}, at, source, wish.optional));
  }
  const paths = [...placed.keys()].sort((a, b) => a.localeCompare(b, 'en'));
  return {
    name: manifest.name,
    version: manifest.version,
    lockfileVersion: lock.lockfileVersion,
    requires: true,
    packages: {
      '': rootEntry(manifest),
      ...Object.fromEntries(
        paths.map((path) => [
          path,
          entryFor(lock.packages[placed.get(path) ?? ''] ?? {}, !required.has(path)),
        ]),
      ),
    },
  };
}

function wishesOf(entry: LockEntry, at: string, from: string, optional: boolean): Wish[] {
  const isOptionalPeer = (name: string): boolean =>
    entry.peerDependenciesMeta?.[name]?.optional === true;
  const names = {
    wanted: Object.keys(entry.dependencies ?? {}),
    optional: Object.keys(entry.optionalDependencies ?? {}),
    // An optional peer comes along only when something else asks for it.
    peer: Object.keys(entry.peerDependencies ?? {}).filter((name) => !isOptionalPeer(name)),
  };
  return [
    ...[...names.wanted, ...names.peer]
      .filter((name) => !names.optional.includes(name))
      .map((name) => ({ at, from, name, optional })),
    ...names.optional.map((name) => ({ at, from, name, optional: true })),
  ];
}

/** Where Node finds a package: in the nearest node_modules on the way up that has it. */
function lookUp(from: string, name: string, has: (path: string) => boolean): string | undefined {
  for (let folder = from; ; folder = parentOf(folder)) {
    const path = join(folder, name);
    if (has(path)) return path;
    if (folder === '') return undefined;
  }
}

function parentOf(path: string): string {
  const at = path.lastIndexOf('/node_modules/');
  return at === -1 ? '' : path.slice(0, at);
}

function join(folder: string, name: string): string {
  return folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
}

function rootEntry({ name, version, dependencies, engines }: Manifest): LockEntry {
  return { name, version, dependencies, engines };
}

/** The flags say why npm installed something for the repository; here the reasons are others. */
function entryFor(entry: LockEntry, optional: boolean): LockEntry {
  const kept = Object.entries(entry).filter(
    ([key]) => !['dev', 'optional', 'devOptional', 'peer', 'extraneous'].includes(key),
  );
  return { ...Object.fromEntries(kept), ...(optional && { optional: true }) };
}
