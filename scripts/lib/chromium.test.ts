import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { findChromium, needChromium } from './chromium.ts';
import { ROOT } from './paths.ts';
import { UserError } from './user-error.ts';

describe('the Chromium of browser tests', () => {
  const NONE = '/nowhere/chromium';

  it('is the one that is named', () => {
    const env = { PARLEY_CHROMIUM: process.execPath, PATH: '' };
    assert.equal(findChromium(NONE, env), process.execPath);
  });

  it('is refused where the one that is named cannot be run', () => {
    assert.throws(() => findChromium(process.execPath, { PARLEY_CHROMIUM: NONE }), /cannot be run/);
  });

  it('is what playwright-core has installed, where the system has none', () => {
    assert.equal(findChromium(process.execPath, { PATH: '/nowhere' }), process.execPath);
  });

  it('is asked for with the command that installs it, where there is none', () => {
    assert.throws(
      () => findChromium(NONE, { PATH: '/nowhere' }, []),
      (error: unknown) =>
        error instanceof UserError &&
        error.message.includes('npx playwright-core install chromium'),
    );
  });

  it('is needed by the files of the browser only, however they are named', () => {
    for (const file of ['tests/browser/a.test.ts', './tests/browser', 'C:\\p\\tests\\browser\\a']) {
      assert.ok(needChromium(['tests/a.test.ts', file]), file);
    }
    assert.ok(!needChromium(['tests/story.test.ts', 'scripts/lib/chromium.test.ts']));
  });

  it('is looked for before anything is built or started', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts/test.ts'), 'tests/browser/size.test.ts'],
      { env: { ...process.env, PARLEY_CHROMIUM: NONE }, encoding: 'utf8' },
    );
    assert.equal(status, 1);
    assert.match(stderr, /PARLEY_CHROMIUM is \S+, which cannot be run/);
    assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    assert.doesNotMatch(stdout, /── (build|start emulators)/);
  });
});
