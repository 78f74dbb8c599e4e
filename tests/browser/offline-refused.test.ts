import assert from 'node:assert/strict';

import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

describe('what was written offline and is refused', function () {
  this.timeout(120_000);
  const scene = setScene('offline-refused');

  it('is told to whoever comes back after a reload, with what he wrote', async () => {
    const { page, left, expects } = scene.window;
    // How the browser tells of a refusal by HTTP.
    expects(/status of (403|400)/);
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await write(left, 'Are we still friends?');
    await bubble(left, 'Are we still friends?').locator('[data-state=pending]').waitFor();
    const other = await scene.pair.as(scene.pair.right);
    await other.call('blockUser', { user_id: scene.pair.left.uid });

    await page.reload();
    await bubble(left, 'Are we still friends?').locator('[data-state=pending]').waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    const refusal = left.getByRole('alert').filter({ hasText: 'has blocked the other' });
    assert.match(await refusal.innerText(), /“Are we still friends\?” was not sent/);
    await bubble(left, 'Are we still friends?').waitFor({ state: 'detached' });
    await scene.window.close();
  });
});
