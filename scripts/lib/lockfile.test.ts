import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deriveLockfile, type LockEntry, type Lockfile, type Manifest } from './lockfile.ts';
import { ROOT } from './paths.ts';

describe("the lockfile of the functions' own folder", () => {
  it('takes what production reaches, and nothing else', () => {
    const derived = derive({
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0' }, dev: true },
      'node_modules/b': { version: '1.2.0', integrity: 'sha512-x', devOptional: true },
      'node_modules/tool': { version: '9.0.0', dev: true },
    });
    assert.deepEqual(derived.packages, {
      '': { name: 'app', version: '1.0.0', dependencies: { a: '1.0.0' }, engines: { node: '24' } },
      'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0' } },
      'node_modules/b': { version: '1.2.0', integrity: 'sha512-x' },
    });
  });

  it('prefers what is nested in the workspace, and moves it to the top', () => {
    const derived = derive({
      'app/node_modules/a': { version: '1.0.0', dependencies: { b: '1', c: '1' } },
      'app/node_modules/b': { version: '1.0.0' },
      'node_modules/a': { version: '2.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/c': { version: '1.0.0', dependencies: { b: '2' } },
    });
    assert.deepEqual(versions(derived), {
      'node_modules/a': '1.0.0',
      'node_modules/b': '1.0.0',
      'node_modules/c': '1.0.0',
      'node_modules/c/node_modules/b': '2.0.0',
    });
  });

  it('follows peers unless they are optional, and marks what only optional edges reach', () => {
    const derived = derive({
      'node_modules/a': {
        version: '1.0.0',
        peerDependencies: { peer: '1', extra: '1' },
        peerDependenciesMeta: { extra: { optional: true } },
        dependencies: { maybe: '1', shared: '1' },
        optionalDependencies: { maybe: '1', absent: '1' },
      },
      'node_modules/peer': { version: '1.0.0', peer: true },
      'node_modules/extra': { version: '1.0.0', dev: true },
      'node_modules/maybe': { version: '1.0.0', dependencies: { shared: '1', below: '1' } },
      'node_modules/shared': { version: '1.0.0' },
      'node_modules/below': { version: '1.0.0', os: ['linux'] },
    });
    assert.deepEqual(derived.packages['node_modules/peer'], { version: '1.0.0' });
    assert.equal(derived.packages['node_modules/extra'], undefined);
    assert.deepEqual(optionalOnes(derived), ['node_modules/below', 'node_modules/maybe']);
  });

  it('makes required what an optional edge met first', () => {
    const derived = derive(
      {
        'node_modules/a': { version: '1.0.0', optionalDependencies: { x: '1' } },
        'node_modules/x': { version: '1.0.0', dependencies: { y: '1' } },
        'node_modules/y': { version: '1.0.0', dependencies: { x: '1' } },
        'node_modules/z': { version: '1.0.0', dependencies: { w: '1' } },
        'node_modules/w': { version: '1.0.0', dependencies: { x: '1' } },
      },
      { a: '1.0.0', z: '1.0.0' },
    );
    assert.deepEqual(optionalOnes(derived), []);
  });

  it('says so when the lockfile lacks something', () => {
    assert.throws(
      () => derive({ 'node_modules/b': { version: '1' } }),
      /has no a, which app needs/,
    );
  });

  it("pins exactly what functions/package.json says, at the repository's versions", () => {
    const lock = read('package-lock.json') as Lockfile;
    const manifest = read('functions/package.json') as Manifest;
    const derived = deriveLockfile(lock, 'functions', manifest);
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      assert.equal(derived.packages[`node_modules/${name}`]?.version, version, name);
    }
    const known = new Set(Object.entries(lock.packages).map(([path, entry]) => keyOf(path, entry)));
    for (const [path, entry] of Object.entries(derived.packages)) {
      if (path !== '') assert.ok(known.has(keyOf(path, entry)), path);
      assert.equal(entry.dev, undefined, path);
    }
    assert.equal(derived.packages['node_modules/firebase-tools'], undefined);
    assert.equal(derived.packages['node_modules/mocha'], undefined);
  });
});

function derive(
  packages: Record<string, LockEntry>,
  dependencies: Record<string, string> = { a: '1.0.0' },
): Lockfile {
  const manifest = { name: 'app', version: '1.0.0', dependencies, engines: { node: '24' } };
  return deriveLockfile({ lockfileVersion: 3, packages }, 'app', manifest);
}

function versions({ packages }: Lockfile): Record<string, string | undefined> {
  const entries = Object.entries(packages).filter(([path]) => path !== '');
  return Object.fromEntries(entries.map(([path, { version }]) => [path, version]));
}

function optionalOnes({ packages }: Lockfile): string[] {
  return Object.keys(packages).filter((path) => packages[path]?.optional === true);
}

function keyOf(path: string, { version, integrity }: LockEntry): string {
  return `${path.replace(/^.*node_modules\//, '')} ${version} ${String(integrity)}`;
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}
