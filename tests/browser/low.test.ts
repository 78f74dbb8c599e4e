import assert from 'node:assert/strict';

import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

/** Windows that are low, or narrow and low, with the inspector open. */
const WINDOWS = [
  [700, 450],
  [1280, 600],
  [900, 700],
  [360, 640],
] as const;
/** A message, or what one needs to be seen. */
const LEAST_PX = 30;

describe('a low window', function () {
  this.timeout(120_000);
  const scene = setScene('low');

  before(async () => {
    const { left, page } = scene.window;
    await write(left, 'Not much room');
    await bubble(left, 'Not much room').locator('[data-state=delivered]').waitFor();
    await page.getByRole('button', { name: /^Inspector/ }).click();
    await page.locator('[data-part=sendMessage]').waitFor();
  });

  for (const [width, height] of WINDOWS) {
    it(`of ${width} by ${height} pixels squeezes nothing into another`, async () => {
      const { page } = scene.window;
      await page.setViewportSize({ width, height });
      const parts = await page.evaluate(() => {
        const shown = [
          '.page-head',
          '[data-side=left] .pane-bar',
          '[data-side=left] .screen-head',
          '[data-side=left] .messages',
          '[data-side=left] .composer',
          '[data-side=left] .tabs',
          '.inspector .handle',
          '.inspector .actions',
        ];
        return shown.map((name) => {
          const { top, bottom } = document.querySelector(name)!.getBoundingClientRect();
          return { name, top, bottom };
        });
      });
      for (const [at, { name, top }] of parts.entries()) {
        const above = parts[at - 1];
        if (above !== undefined) assert.ok(above.bottom <= top + 1, `${above.name}, ${name}`);
      }
      const messages = parts.find(({ name }) => name.endsWith('.messages'));
      assert.ok(messages && messages.bottom - messages.top >= LEAST_PX);
      await scene.window.look(`low-${width}`);
    });
  }

  it('lets one scroll also to what cannot be clicked, by keyboard', async () => {
    const { left, page } = scene.window;
    await page.setViewportSize({ width: 700, height: 450 });
    await left.getByRole('button', { name: 'People' }).click();
    for (const list of ['Contacts', 'Requests', 'Find', 'Nearby', 'Blocked']) {
      await left.getByRole('button', { name: list, exact: true }).click();
      await scene.window.look(`low-${list.toLowerCase()}`);
    }
  });
});
