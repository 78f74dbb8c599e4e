import assert from 'node:assert/strict';

import type { Browser } from 'playwright-core';

import {
  bubble,
  enter,
  keepFailure,
  openWindow,
  startBrowser,
  write,
  type Window,
} from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';

describe('a blocked user', function () {
  this.timeout(120_000);
  let browser: Browser;
  let pair: Pair;
  let window: Window;

  before(async () => {
    browser = await startBrowser();
    pair = await arrangePair('blocked');
    window = await openWindow(browser, pair);
    await enter(window.left);
    await enter(window.right);
    // How the browser tells of a refusal by HTTP.
    window.expects(/status of (403|400)/);
  });
  afterEach(function () {
    return keepFailure(this);
  });
  after(async () => {
    await pair?.close();
    await browser?.close();
  });

  it('sees the refusal, and keeps what he wrote', async () => {
    const { left, right } = window;
    await right.getByRole('button', { name: 'Chat menu' }).click();
    await right.getByRole('menuitem', { name: 'Block' }).click();
    await right.getByRole('button', { name: 'People' }).click();
    await right.getByRole('button', { name: 'Blocked' }).click();
    await right.getByRole('button', { name: /^Unblock/ }).waitFor();
    await write(left, 'Do you hear me?');
    await left.getByRole('alert').filter({ hasText: 'USER_BLOCKED' }).waitFor();
    const line = left.getByRole('textbox', { name: 'Message' });
    assert.equal(await line.inputValue(), 'Do you hear me?');
    assert.equal(await bubble(left, 'Do you hear me?').count(), 0);
    await window.look('blocked');
  });

  it('is heard again when the block is lifted', async () => {
    const { left, right } = window;
    await right.getByRole('button', { name: /^Unblock/ }).click();
    await right.getByText('You have blocked nobody').waitFor();
    await left.getByRole('button', { name: 'Send' }).click();
    await bubble(left, 'Do you hear me?').locator('[data-state=delivered]').waitFor();
    await window.close();
  });
});
