import assert from 'node:assert/strict';

import type { Browser } from 'playwright-core';

import { startBrowser } from './browser.ts';

describe('the page as it is deployed', function () {
  this.timeout(60_000);
  let browser: Browser;

  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser?.close());

  it('takes the project that Hosting serves it for, and offers what works there', async () => {
    const page = await browser.newPage();
    const outside = new Set<string>();
    await page.route(
      ({ hostname }) => hostname !== '127.0.0.1',
      (route) => {
        outside.add(new URL(route.request().url()).hostname);
        return route.abort();
      },
    );
    await page.route('**/settings.json', (route) => route.fulfill({ json: {} }));
    await page.route('**/__/firebase/init.json', (route) =>
      route.fulfill({ json: { projectId: 'team-chat', apiKey: 'public', appId: '1:2:web:3' } }),
    );
    const asked = page.waitForRequest(/projects%2Fteam-chat|projects\/team-chat/);
    await page.goto(`http://${process.env['HOSTING_EMULATOR_HOST']}/`);
    const left = page.locator('[data-side=left]');
    const ways = left.getByRole('group', { name: 'Way in' }).getByRole('button');
    await ways.first().waitFor();
    assert.deepEqual(await ways.allInnerTexts(), ['Email', 'Phone']);
    assert.equal(await left.getByRole('button', { name: /^Sign in as/ }).count(), 0);
    await asked;
    // Where Firestore does not answer, its SDK asks Google's front page whether there is a network.
    outside.delete('www.google.com');
    assert.deepEqual([...outside], ['firestore.googleapis.com']);
  });
});
