import assert from 'node:assert/strict';

import { collection, getDocs, orderBy, query } from 'firebase/firestore';
import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

const WRITTEN = ['one', 'two', 'three'];

describe('a device without a connection', function () {
  this.timeout(120_000);
  const scene = setScene('offline');

  const texts = async (): Promise<unknown[]> => {
    const { firestore } = await scene.pair.as(scene.pair.left);
    const messages = collection(firestore, `chats/${scene.pair.chat_id}/messages`);
    const { docs } = await getDocs(query(messages, orderBy('message_number')));
    return docs.map((message) => message.get('text') as unknown);
  };

  it('keeps what is written, and shows that it waits', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await left.getByText('no connection').waitFor();
    for (const text of WRITTEN) {
      await write(left, text);
      await bubble(left, text).locator('[data-state=pending]').waitFor();
    }
    assert.equal(await right.locator('.bubble').count(), 0);
    await scene.window.look('offline');
  });

  it('also over a reload of the tab, which stays without one', async () => {
    const { page, left, right } = scene.window;
    await page.reload();
    await left.getByText('no connection').waitFor();
    for (const text of WRITTEN) {
      await bubble(left, text).locator('[data-state=pending]').waitFor();
    }
    assert.deepEqual(await left.locator('.bubble .text').allInnerTexts(), WRITTEN);
    // The other side of the tab has its own, and the server has answered it.
    await right.getByText('connected', { exact: true }).waitFor();
    await right.getByText('Nothing here yet').waitFor();
    await scene.window.look('offline-reloaded');
  });

  it('and tells what it does not know from what is not there', async () => {
    const { left } = scene.window;
    await left.getByRole('button', { name: 'People' }).click();
    await left.getByText('Not known here without a connection').waitFor();
    assert.equal(await left.getByText('Nobody is in your contact book').count(), 0);
    await left.getByRole('button', { name: 'Chats' }).click();
    await left.locator('.row').click();
  });

  it('sends it when it is back, once and in order', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    for (const text of WRITTEN) {
      await bubble(right, text).waitFor();
      await bubble(left, text).locator('[data-state=delivered]').waitFor();
    }
    assert.deepEqual(await texts(), WRITTEN);
    assert.deepEqual(await left.locator('.bubble .text').allInnerTexts(), WRITTEN);
    assert.deepEqual(await right.locator('.bubble .text').allInnerTexts(), WRITTEN);
  });

  it('also where the network is gone and nobody asked', async () => {
    const { left, right, context } = scene.window;
    scene.window.expects(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
    await context.setOffline(true);
    await left.getByText('no connection').waitFor();
    await right.getByText('no connection').waitFor();
    await write(left, 'four');
    await write(right, 'five');
    await bubble(left, 'four').locator('[data-state=pending]').waitFor();
    await bubble(right, 'five').locator('[data-state=pending]').waitFor();
    await context.setOffline(false);
    await bubble(right, 'four').waitFor();
    await bubble(left, 'five').waitFor();
    const numbered = '[data-state=delivered], [data-state=read]';
    await bubble(left, 'four').locator(numbered).waitFor();
    await bubble(right, 'five').locator(numbered).waitFor();
    const sent = await texts();
    assert.deepEqual(sent.slice(0, 3), WRITTEN);
    assert.deepEqual(sent.slice(3).toSorted(), ['five', 'four']);
    assert.equal(await left.locator('.bubble').count(), 5);
    assert.equal(await right.locator('.bubble').count(), 5);
    await scene.window.close();
  });
});
