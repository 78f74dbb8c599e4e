import assert from 'node:assert/strict';

import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

describe('what messages look like', function () {
  this.timeout(120_000);
  const scene = setScene('look');

  it('the address of a page is a link that tells it nothing, and asks nothing before a click', async () => {
    const { left, right } = scene.window;
    await write(left, 'See https://example.com/a?b=1, or ask.');
    const link = bubble(right, 'or ask').getByRole('link');
    assert.equal(await link.innerText(), 'https://example.com/a?b=1');
    assert.equal(await link.getAttribute('href'), 'https://example.com/a?b=1');
    assert.match((await link.getAttribute('rel')) ?? '', /noopener/);
  });

  it('a text runs in the direction of its script', async () => {
    const { left, right } = scene.window;
    await write(left, 'שלום (123)');
    const text = bubble(right, 'שלום').locator('.text');
    assert.equal(await text.evaluate((shown) => getComputedStyle(shown).direction), 'rtl');
  });

  it('on a phone, the parts that are not shown say that something has come', async () => {
    const { left, page } = scene.window;
    await page.setViewportSize({ width: 360, height: 740 });
    const tab = (name: RegExp) =>
      page.getByRole('group', { name: 'Part of the page' }).getByRole('button', { name });
    await write(left, 'Over there');
    await tab(/^Right\s*something new/).waitFor();
    await tab(/^Inbox\s*something new/).click();
    await tab(/^Inbox$/).waitFor();
    assert.equal(await tab(/^Right\s*something new/).count(), 1);
    await scene.window.look('news-narrow');
  });
});
