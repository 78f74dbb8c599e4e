import assert from 'node:assert/strict';

import { setScene } from './scene.ts';

describe('the browser’s Back and Forward', function () {
  this.timeout(120_000);
  const scene = setScene('history', { entered: false });

  it('lead out of the chat by which somebody has come in, and in again', async () => {
    const { page, left, right } = scene.window;
    for (const side of [left, right]) {
      await side.getByRole('button', { name: /^Sign in as / }).click();
      await side.getByRole('textbox', { name: 'Message' }).waitFor();
    }
    await page.goBack();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.goBack();
    await left.getByRole('heading', { name: 'Chats' }).waitFor();
    await page.goForward();
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
    assert.equal(await right.getByRole('textbox', { name: 'Message' }).count(), 0);
  });

  it('lead through the screens of both sides, each as it was then', async () => {
    const { page, left, right } = scene.window;
    await left.getByRole('button', { name: 'People' }).click();
    await right.getByRole('button', { name: 'Settings' }).click();
    await left.getByRole('button', { name: 'Feed' }).click();
    await page.goBack();
    await left.getByRole('heading', { name: 'People' }).waitFor();
    await right.getByRole('heading', { name: 'Settings' }).waitFor();
    await page.goBack();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    await page.goBack();
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
  });

  it('and a reload keeps what is open, with the way back', async () => {
    const { page, left, right } = scene.window;
    await page.reload();
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    await page.goBack();
    await left.getByRole('heading', { name: 'Chats' }).waitFor();
  });

  it('show nobody what was another’s', async () => {
    const { page, left, right } = scene.window;
    await page.goForward();
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
    await left.getByRole('button', { name: 'Settings' }).click();
    await left.getByRole('button', { name: 'Sign out' }).click();
    await left.getByRole('combobox').selectOption(scene.pair.right.uid);
    await left.getByRole('button', { name: 'Sign in', exact: true }).click();
    await left.getByRole('heading', { name: 'Chats' }).waitFor();
    await page.goBack();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    await left.getByRole('heading', { name: 'Chats' }).waitFor();
  });

  it('on a narrow screen too, where a reload keeps the side that is shown', async () => {
    const { page, left, right } = scene.window;
    await page.setViewportSize({ width: 360, height: 740 });
    await left.getByRole('heading', { name: 'Chats' }).waitFor();
    await page.getByRole('button', { name: 'Right', exact: true }).click();
    await page.reload();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    assert.equal(await left.isVisible(), false);
    await right.locator('.row').click();
    await right.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.goBack();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    assert.equal(await left.isVisible(), false);
  });

  it('leave the page at the start', async () => {
    const { page } = scene.window;
    await page.goBack();
    await page.goBack();
    assert.equal(page.url(), 'about:blank');
  });
});
