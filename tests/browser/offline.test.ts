import assert from 'node:assert/strict';

import { collection, getDocs, orderBy, query } from 'firebase/firestore';
import type { Browser } from 'playwright-core';

import {
  bubble,
  enter,
  keepFailure,
  openWindow,
  startBrowser,
  write,
  type Window,
} from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';

describe('a device without a connection', function () {
  this.timeout(120_000);
  let browser: Browser;
  let pair: Pair;
  let window: Window;

  before(async () => {
    browser = await startBrowser();
    pair = await arrangePair('offline');
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

  const texts = async (): Promise<unknown[]> => {
    const { firestore } = await pair.as(pair.left);
    const messages = collection(firestore, `chats/${pair.chat_id}/messages`);
    const { docs } = await getDocs(query(messages, orderBy('message_number')));
    return docs.map((message) => message.get('text') as unknown);
  };

  it('keeps what is written, and shows that it waits', async () => {
    const { left, right } = window;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await left.getByText('no connection').waitFor();
    for (const text of ['one', 'two']) {
      await write(left, text);
      await bubble(left, text).locator('[data-state=pending]').waitFor();
    }
    assert.equal(await right.locator('.bubble').count(), 0);
    await window.look('offline');
  });

  it('sends it when it is back, once and in order', async () => {
    const { left, right } = window;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    for (const text of ['one', 'two']) {
      await bubble(right, text).waitFor();
      await bubble(left, text).locator('[data-state=delivered]').waitFor();
    }
    assert.deepEqual(await texts(), ['one', 'two']);
  });

  it('also where the network is gone and nobody asked', async () => {
    const { left, right, context } = window;
    window.expects(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
    await context.setOffline(true);
    await left.getByText('no connection').waitFor();
    await right.getByText('no connection').waitFor();
    await write(left, 'three');
    await write(right, 'four');
    await bubble(left, 'three').locator('[data-state=pending]').waitFor();
    await bubble(right, 'four').locator('[data-state=pending]').waitFor();
    await context.setOffline(false);
    await bubble(right, 'three').waitFor();
    await bubble(left, 'four').waitFor();
    const numbered = '[data-state=delivered], [data-state=read]';
    await bubble(left, 'three').locator(numbered).waitFor();
    await bubble(right, 'four').locator(numbered).waitFor();
    const sent = await texts();
    assert.deepEqual(sent.slice(0, 2), ['one', 'two']);
    assert.deepEqual(sent.slice(2).toSorted(), ['four', 'three']);
    assert.equal(await left.locator('.bubble').count(), 4);
    assert.equal(await right.locator('.bubble').count(), 4);
    await window.close();
  });
});
