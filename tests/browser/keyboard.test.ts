import assert from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import { bubble } from './browser.ts';
import { setScene } from './scene.ts';

/** Nothing here is clicked. */
describe('the page by keyboard', function () {
  this.timeout(120_000);
  const scene = setScene('keyboard', { entered: false });

  it('signs in, writes, and opens the menu of a message', async () => {
    const { page, left } = scene.window;
    await tabTo(page, `Sign in as ${scene.pair.left.display_name}`);
    await page.keyboard.press('Enter');
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
    await tabTo(page, 'Message');
    await page.keyboard.type('Typed');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('in two lines');
    await page.keyboard.press('Enter');
    const message = bubble(left, 'in two lines');
    await message.locator('[data-state=sent]').waitFor();

    await tabTo(page, /: Typed/, 'Shift+Tab');
    await page.keyboard.press('Enter');
    for (const [key, item] of IN_MENU) {
      await page.keyboard.press(key);
      assert.equal(await focused(page), item, key);
    }
    await scene.window.look('message-menu');
    await page.keyboard.press('Escape');
    assert.equal(await focused(page), 'Message menu');
    assert.equal(await left.getByRole('menu').count(), 0);
  });

  it('goes from message to message by arrows, and past them all by one Tab', async () => {
    const { page, left } = scene.window;
    for (const text of ['Second', 'Third']) {
      await page.keyboard.press('Escape');
      assert.equal(await focused(page), 'Message');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      await bubble(left, text).locator('[data-state=sent]').waitFor();
      await page.keyboard.press('Shift+Tab');
    }
    for (const [key, text] of [
      ['End', 'Third'],
      ['ArrowUp', 'Second'],
      ['Home', 'Typed'],
      ['ArrowDown', 'Second'],
    ] as const) {
      await page.keyboard.press(key);
      assert.ok((await focused(page)).includes(`: ${text}`), `${key}: ${await focused(page)}`);
    }
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(page), 'Message menu');
    await page.keyboard.press('Tab');
    assert.equal(await focused(page), 'Message');
    await page.keyboard.press('Shift+Tab');
    assert.ok((await focused(page)).includes(': Second'), 'where he was');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(page), 'Chat menu');
  });

  it('goes on beside what it has done: adding, and lifting a block', async () => {
    const { page, left } = scene.window;
    const { left: ann, right: ben } = scene.pair;
    await press(page, left.getByRole('button', { name: 'Back' }));
    await atFocus(left, 'Chats');
    await press(page, left.getByRole('button', { name: 'Group', exact: true }));
    await atFocus(left, 'New group');
    await press(page, left.getByRole('button', { name: `Add ${ben.display_name}` }));
    await left.getByRole('button', { name: /take out/ }).waitFor();
    await atFocus(left, 'Find');

    await (await scene.pair.as(ann)).call('blockUser', { user_id: ben.uid });
    await press(page, left.getByRole('button', { name: 'People' }));
    await press(page, left.getByRole('button', { name: 'Blocked' }));
    await press(page, left.getByRole('button', { name: `Unblock ${ben.display_name}` }));
    await left.getByText('You have blocked nobody').waitFor();
    await atFocus(left, 'People');
  });

  it('changes a setting', async () => {
    const { page, left } = scene.window;
    await tabTo(page, 'Settings');
    await page.keyboard.press('Enter');
    const receipts = left.getByRole('switch', { name: /^Read receipts/ });
    await receipts.and(left.locator(':checked')).waitFor();
    await receipts.focus();
    await page.keyboard.press('Space');
    await receipts.and(left.locator(':enabled:not(:checked)')).waitFor();
  });
});

/** What keys come to in the menu of a message of one's own, one after the other. */
const IN_MENU = [
  ['ArrowUp', 'Delete for everyone'],
  ['ArrowDown', 'React with 👍'],
  ['End', 'Delete for everyone'],
  ['Home', 'React with 👍'],
  ['d', 'Delete for me'],
  ['d', 'Delete for everyone'],
  ['f', 'Forward'],
] as const;

const MOST_TABS = 40;

/** The name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    return (element?.getAttribute('aria-label') ?? element?.textContent ?? '').trim();
  });
}

/** What is to have the focus gets it once it is painted. */
function atFocus(side: Locator, text: string): Promise<void> {
  return side.locator(':focus', { hasText: text }).waitFor();
}

async function press(page: Page, button: Locator): Promise<void> {
  await button.focus();
  await page.keyboard.press('Enter');
}

async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press(key);
    const found = await focused(page);
    if (name instanceof RegExp ? name.test(found) : name === found) return;
  }
  throw new Error(`${name} cannot be reached by Tab`);
}
