import type { Browser } from 'playwright-core';

import { enter, keepFailure, openWindow, startBrowser, type Window } from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';

describe('people, through the page', function () {
  this.timeout(120_000);
  let browser: Browser;
  let pair: Pair;
  let window: Window;

  before(async () => {
    browser = await startBrowser();
    pair = await arrangePair('people');
    window = await openWindow(browser, pair);
    await enter(window.left);
    await enter(window.right);
  });
  afterEach(function () {
    return keepFailure(this);
  });
  after(async () => {
    await pair?.close();
    await browser?.close();
  });

  it('one finds the other and asks to be friends; flag, feed and push tell him', async () => {
    const { left, right, inbox } = window;
    await left.getByRole('button', { name: 'People' }).click();
    await left.getByRole('button', { name: 'Find', exact: true }).first().click();
    await left.getByRole('textbox', { name: /^Name, username/ }).fill(pair.right.display_name);
    await left.getByRole('search').getByRole('button', { name: 'Find' }).click();
    await left.getByRole('button', { name: `Menu of ${pair.right.display_name}` }).click();
    await window.look('people-found');
    await left.getByRole('menuitem', { name: 'Ask to be friends' }).click();

    await right.getByRole('button', { name: 'People new' }).waitFor();
    const push = inbox.locator('[data-kind=push]', { hasText: 'Friend request' });
    await push.filter({ hasText: `to ${pair.right.display_name}` }).waitFor();
    await right.getByRole('button', { name: 'Feed new' }).click();
    await right.locator('.entry.new').waitFor();
    await window.look('feed-request');
    await right.getByRole('button', { name: /^Read/ }).click();
    await right.locator('.entry.new').waitFor({ state: 'detached' });
  });

  it('he accepts, and each is in the contact book of the other', async () => {
    const { left, right } = window;
    await right.getByRole('button', { name: 'People new' }).click();
    await right.getByRole('button', { name: `Accept ${pair.left.display_name}` }).click();
    await right.getByText('Nobody does just now').waitFor();
    await right.getByRole('button', { name: 'People', exact: true }).waitFor();
    for (const [side, name] of [
      [left, pair.right.display_name],
      [right, pair.left.display_name],
    ] as const) {
      await side.getByRole('button', { name: 'Contacts' }).click();
      await side.getByRole('button', { name: `Menu of ${name}` }).waitFor();
    }
    await window.look('contacts');
  });

  it('they are near each other when both have said where they are', async () => {
    const { left, right } = window;
    const place = 40 + Math.random() * 20;
    for (const side of [left, right]) {
      await side.getByRole('button', { name: 'Nearby' }).click();
      await side.getByRole('textbox', { name: 'Latitude' }).fill(place.toFixed(4));
      await side.getByRole('button', { name: 'I am here' }).click();
      await side.getByRole('button', { name: 'I am here' }).and(side.locator(':enabled')).waitFor();
    }
    await right.getByText(pair.left.display_name, { exact: true }).waitFor();
    await right.getByText(/within 0\.5 km/).waitFor();
    await window.look('nearby');
    await right.getByRole('button', { name: 'Forget where I am' }).click();
    await right.getByText(/within 0\.5 km/).waitFor({ state: 'detached' });
  });

  it('what somebody changes of his profile shows at once', async () => {
    const { left } = window;
    await left.getByRole('button', { name: 'Settings' }).click();
    await left.getByRole('textbox', { name: 'Name', exact: true }).fill('Ann the Second');
    await left.getByRole('button', { name: 'Save profile' }).click();
    await left.getByRole('heading', { name: 'Ann the Second' }).waitFor();
    await window.close();
  });
});
