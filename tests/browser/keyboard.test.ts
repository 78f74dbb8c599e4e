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

    await message.getByRole('button', { name: 'Message menu' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    assert.equal(await focused(page), 'Delete for everyone');
    await page.keyboard.press('ArrowDown');
    assert.equal(await focused(page), 'React with 👍');
    await page.keyboard.press('Escape');
    assert.equal(await focused(page), 'Message menu');
    assert.equal(await left.getByRole('menu').count(), 0);
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
    await scene.window.close();
  });
});

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

async function tabTo(page: Page, name: string): Promise<void> {
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === name) return;
  }
  throw new Error(`${name} cannot be reached by Tab`);
}
