import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstDifference, staleReason, type Lock } from './install.mjs';

const LOCK: Lock = {
  packages: {
    '': {},
    functions: { version: '1.0.0', dependencies: { a: '1.0.0' } },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/a/node_modules/b': { version: '2.0.0' },
    'node_modules/other-os': { version: '1.0.0', optional: true },
  },
};

describe('whether the installation is stale', () => {
  it('compares the lockfile with what npm recorded', () => {
    assert.equal(firstDifference(LOCK, without('node_modules/other-os')), undefined);
    assert.equal(firstDifference(LOCK, without('node_modules/a')), 'a is missing');
    assert.equal(
      firstDifference(LOCK, changed('node_modules/a/node_modules/b', { version: '1.9.0' })),
      'b is 1.9.0, package-lock.json wants 2.0.0',
    );
    assert.match(
      firstDifference(LOCK, changed('functions', { version: '1.0.0', dependencies: {} })) ?? '',
      /functions\/package\.json/,
    );
    const extra = changed('node_modules/extra', { version: '1.0.0' });
    assert.equal(firstDifference(LOCK, extra), undefined);
  });

  describe('in a folder', () => {
    let root: string;
    const write = (path: string, content: Lock): void => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), JSON.stringify(content));
    };

    beforeEach(() => {
      root = mkdtempSync(join(tmpdir(), 'parley-install-'));
      write('package-lock.json', LOCK);
    });
    afterEach(() => rmSync(root, { recursive: true }));

    it('is, before the first installation and after one that was cut short', () => {
      assert.equal(staleReason(root), 'nothing is installed yet');
      mkdirSync(join(root, 'node_modules'));
      assert.equal(staleReason(root), 'the last installation did not finish');
    });

    it('is not, once what the lockfile wants is there', () => {
      write('node_modules/.package-lock.json', LOCK);
      assert.equal(staleReason(root), undefined);
      rmSync(join(root, 'node_modules/.package-lock.json'));
      assert.equal(staleReason(root), undefined, 'the stamp saves the comparison');
    });

    it('is again when the lockfile changes', () => {
      write('node_modules/.package-lock.json', LOCK);
      assert.equal(staleReason(root), undefined);
      write('package-lock.json', changed('node_modules/a', { version: '1.0.1' }));
      assert.equal(staleReason(root), 'a is 1.0.0, package-lock.json wants 1.0.1');
    });
  });
});

function without(path: string): Lock {
  const packages = Object.entries(LOCK.packages ?? {}).filter(([name]) => name !== path);
  return { packages: Object.fromEntries(packages) };
}

function changed(path: string, entry: NonNullable<Lock['packages']>[string]): Lock {
  return { packages: { ...LOCK.packages, [path]: entry } };
}
