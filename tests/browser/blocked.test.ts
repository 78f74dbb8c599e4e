import assert from 'node:assert/strict';

import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

describe('a blocked user', function () {
  this.timeout(120_000);
  const scene = setScene('blocked');
  before(() => {
    // How the browser tells of a refusal by HTTP.
    scene.window.expects(/status of (403|400)/);
  });

  it('sees the refusal, and keeps what he wrote', async () => {
    const { left, right } = scene.window;
    await right.getByRole('button', { name: 'Chat menu' }).click();
    await right.getByRole('menuitem', { name: 'Block' }).click();
    await right.getByRole('button', { name: 'People' }).click();
    await right.getByRole('button', { name: 'Blocked' }).click();
    await right.getByRole('button', { name: /^Unblock/ }).waitFor();
    await write(left, 'Do you hear me?');
    await bubble(left, 'Do you hear me?').getByText('USER_BLOCKED').waitFor();
    assert.equal(await right.getByText('Do you hear me?').count(), 0);
    await scene.window.look('blocked');
  });

  it('is heard again when the block is lifted', async () => {
    const { left, right } = scene.window;
    await right.getByRole('button', { name: /^Unblock/ }).click();
    await right.getByText('You have blocked nobody').waitFor();
    await left.getByRole('button', { name: 'Try again' }).click();
    await bubble(left, 'Do you hear me?').locator('[data-state=delivered]').waitFor();
    await scene.window.close();
  });
});
