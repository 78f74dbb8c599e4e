import assert from 'node:assert/strict';

import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

const WRITTEN = ['Are we still friends?', 'Hello?', 'Is anybody there?'];

describe('what was written offline and is refused', function () {
  this.timeout(120_000);
  const scene = setScene('offline-refused');
  before(() => {
    // How the browser tells of a refusal by HTTP.
    scene.window.expects(/status of (403|400)/);
  });

  it('is shown to whoever comes back after a reload, each with why', async () => {
    const { page, left } = scene.window;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    for (const text of WRITTEN) {
      await write(left, text);
      await bubble(left, text).locator('[data-state=pending]').waitFor();
    }
    await left.getByRole('textbox', { name: 'Message' }).fill('And a draft');
    const other = await scene.pair.as(scene.pair.right);
    await other.call('blockUser', { user_id: scene.pair.left.uid });

    await page.reload();
    for (const text of WRITTEN) {
      await bubble(left, text).locator('[data-state=pending]').waitFor();
    }
    await left.getByRole('button', { name: 'Disconnect' }).click();
    for (const text of WRITTEN)
      await bubble(left, text).getByText('has blocked the other').waitFor();
    assert.deepEqual(await left.locator('.refused .text').allInnerTexts(), WRITTEN);
    await scene.window.look('refused');
    // Where nobody can write it is not on show, and kept.
    assert.equal(await left.locator('.composer textarea').inputValue(), 'And a draft');
    await left.getByRole('button', { name: 'Back' }).click();
    await left.getByText(`Not sent: ${WRITTEN.at(-1)}`).waitFor();
    await left.locator('.row').click();
  });

  it('stays until it is removed', async () => {
    const { page, left } = scene.window;
    const [first = '', ...others] = WRITTEN;
    await bubble(left, first).getByRole('button', { name: 'Remove' }).click();
    await bubble(left, first).waitFor({ state: 'detached' });
    await page.reload();
    await bubble(left, others[0] ?? '').waitFor();
    assert.deepEqual(await left.locator('.refused .text').allInnerTexts(), others);
  });

  it('or is sent, when it may be', async () => {
    const { left, right } = scene.window;
    const [, text = ''] = WRITTEN;
    await bubble(left, text).getByRole('button', { name: 'Try again' }).click();
    await bubble(left, text).getByText('has blocked the other').waitFor();
    const other = await scene.pair.as(scene.pair.right);
    await other.call('unblockUser', { user_id: scene.pair.left.uid });
    await bubble(left, text).getByRole('button', { name: 'Try again' }).click();
    await bubble(left, text).locator('[data-state=delivered]').waitFor();
    await bubble(right, text).waitFor();
    assert.equal(await bubble(left, text).count(), 1);
  });
});
