import assert from 'node:assert/strict';

import { collection, getDocs, orderBy, query } from 'firebase/firestore';
import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

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
    for (const text of ['one', 'two']) {
      await write(left, text);
      await bubble(left, text).locator('[data-state=pending]').waitFor();
    }
    assert.equal(await right.locator('.bubble').count(), 0);
    await scene.window.look('offline');
  });

  it('sends it when it is back, once and in order', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Disconnect' }).click();
    for (const text of ['one', 'two']) {
      await bubble(right, text).waitFor();
      await bubble(left, text).locator('[data-state=delivered]').waitFor();
    }
    assert.deepEqual(await texts(), ['one', 'two']);
  });

  it('also where the network is gone and nobody asked', async () => {
    const { left, right, context } = scene.window;
    scene.window.expects(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED/);
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
    await scene.window.close();
  });
});
