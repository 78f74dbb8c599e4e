import assert from 'node:assert/strict';

import { findChromium } from './chromium.ts';

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
});
