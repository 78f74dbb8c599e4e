import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import { bubble, enter, write } from './browser.ts';
import { setScene } from './scene.ts';

/** The databases and notes that name this, of all that the browser keeps for the page. */
function keptFor(page: Page, what: string): Promise<string[]> {
  return page.evaluate(async (part) => {
    const databases = (await indexedDB.databases()).map(({ name = '' }) => name);
    const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)];
    return [...databases, ...keys].filter((name) => name.includes(part));
  }, what);
}

/** All that is in the databases that name this. */
function contentOf(page: Page, what: string): Promise<string> {
  return page.evaluate(async (part) => {
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('failed'));
      });
    const found: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      if (!name.includes(part)) continue;
      const database = await result(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        found.push(await result(database.transaction(store).objectStore(store).getAll()));
      }
      database.close();
    }
    return JSON.stringify(found);
  }, what);
}

const tabOf = (page: Page): Promise<string> =>
  page.evaluate(() => sessionStorage.getItem('parley-tab') ?? '');

describe('what a tab keeps in the browser', function () {
  this.timeout(120_000);
  const scene = setScene('tabs');
  let copy: Page;

  it('is more than the SDK knows: who signs out is asked also while a function is', async () => {
    const { page, left } = scene.window;
    const question = left.getByRole('alertdialog');
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await page.route(/\/sendMessage/, async (route) => {
      await released;
      await route.continue();
    });
    await write(left, 'on its way');
    await write(left, 'behind it');
    await left.getByRole('button', { name: 'Sign out' }).click();
    await question.getByText('2 messages wait').waitFor();
    await question.getByRole('button', { name: 'Stay' }).click();
    release();
    await bubble(left, 'behind it').locator('[data-state=delivered]').waitFor();
    await page.unroute(/\/sendMessage/);
  });

  it('goes with the user who signs out, who is asked first while something of his waits', async () => {
    const { page, left, look } = scene.window;
    const { uid } = scene.pair.left;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await write(left, 'never sent');
    await bubble(left, 'never sent').locator('[data-state=pending]').waitFor();
    await left.getByRole('button', { name: 'Sign out' }).click();
    const question = left.getByRole('alertdialog');
    await question.getByText('A message waits').waitFor();
    await look('leaving');
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });

    for (const own of ['never sent', uid]) assert.ok((await contentOf(page, 'left')).includes(own));
    await left.getByRole('button', { name: 'Sign out' }).click();
    await question.getByRole('button', { name: 'Sign out anyway' }).click();
    await left.getByText('Who is on this device?').waitFor();
    const remains = await contentOf(page, 'left');
    for (const own of ['never sent', uid]) assert.ok(!remains.includes(own), own);
    assert.ok((await contentOf(page, 'right')).includes(uid));
    const keys = await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }));
    assert.deepEqual(
      keys.filter((key) => key.includes('left')),
      [],
    );
  });

  it('and is nothing that the next one finds', async () => {
    const { left, right } = scene.window;
    await enter(left);
    await left.getByText('connected', { exact: true }).waitFor();
    for (const side of [left, right]) {
      await bubble(side, 'behind it').waitFor();
      assert.equal(await side.locator('.bubble').count(), 2);
    }
  });

  it('is not what its copy finds, which is a tab of its own', async () => {
    const { page, context, left, right } = scene.window;
    const opened = context.waitForEvent('page');
    await page.evaluate(() => void window.open(location.href));
    copy = await opened;
    await copy.locator('[data-side=left]').getByText('Who is on this device?').waitFor();
    assert.notEqual(await tabOf(copy), await tabOf(page));
    await enter(copy.locator('[data-side=right]'));

    await page.bringToFront();
    await write(left, 'to both');
    await bubble(right, 'to both').waitFor();
    await bubble(copy.locator('[data-side=right]'), 'to both').waitFor();
    await page.reload();
    await bubble(left, 'to both').waitFor();
    await bubble(right, 'to both').waitFor();
  });

  it('is deleted when it was closed a day ago, and not before', async () => {
    const { page, left } = scene.window;
    const tab = await tabOf(copy);
    await copy.close();
    await page.reload();
    await bubble(left, 'to both').waitFor();
    const kept = await keptFor(page, tab);
    assert.ok(
      kept.some((name) => name.startsWith('firestore/')),
      kept.join(),
    );

    const dayAgo = String(Date.now() - 24 * 3_600_000);
    await page.evaluate(
      ([key = '', seen = '']) => localStorage.setItem(key, seen),
      [`parley-tab-${tab}`, dayAgo],
    );
    await page.reload();
    await page.waitForFunction(
      async (part) => (await indexedDB.databases()).every(({ name }) => !name?.includes(part)),
      tab,
    );
    await bubble(left, 'to both').waitFor();
    assert.notDeepEqual(await keptFor(page, await tabOf(page)), []);
  });

  it('is in memory where the browser has no place for it', async () => {
    const { page, left, right } = scene.window;
    await page.addInitScript(() => {
      if (sessionStorage.getItem('no-place') === null) return;
      Object.defineProperty(window, 'indexedDB', { value: undefined });
    });
    await page.evaluate(() => sessionStorage.setItem('no-place', 'yes'));
    await page.reload();
    await bubble(left, 'to both').waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await write(left, 'in memory');
    await bubble(left, 'in memory').locator('[data-state=pending]').waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await bubble(right, 'in memory').waitFor();
    await page.evaluate(() => sessionStorage.removeItem('no-place'));
  });

  it('goes with an account that is gone when the tab is opened again', async () => {
    const { page, left, right, expects } = scene.window;
    const { uid } = scene.pair.left;
    // How the browser tells of a refusal by HTTP.
    expects(/status of (400|401|403)/);
    await page.reload();
    await bubble(left, 'to both').waitFor();
    assert.ok((await contentOf(page, 'left')).includes(uid));
    await scene.pair.remove(scene.pair.left);
    await page.reload();
    await left.getByText('Who is on this device?').waitFor();
    await right.getByText('connected', { exact: true }).waitFor();
    assert.ok(!(await contentOf(page, 'left')).includes(uid));
  });
});
