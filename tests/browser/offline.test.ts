import assert from 'node:assert/strict';

import { collection, getDocs, orderBy, query } from 'firebase/firestore';
import { bubble, choose, write } from './browser.ts';
import { setScene } from './scene.ts';

const WRITTEN = ['one', 'two', 'three'];
const LATER = ['alpha', 'bravo', 'golf'];

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

  it('shows it in the list, and nobody as being there, for as long as it waits', async () => {
    const { left, right } = scene.window;
    await left.locator('.titles', { hasText: 'online' }).waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await left.locator('.titles', { hasText: 'last seen' }).waitFor();
    for (const text of LATER) await write(left, text);
    await left.getByRole('button', { name: 'Back' }).click();
    const row = left.locator('.row', { hasText: 'You: golf' });
    await row.locator('[data-state=pending]').waitFor();
    await scene.window.look('offline-list');
    await row.click();
    assert.equal(await right.locator('.bubble').count(), WRITTEN.length);
  });

  it('lets nothing overtake it that is sent when it is back', async () => {
    const { page, left, right } = scene.window;
    await bubble(left, 'golf').waitFor();
    // What only a function can do is not done behind anybody's back.
    await choose(bubble(left, 'one'), 'Forward');
    await left.getByRole('dialog').locator('.row').first().click();
    await left.getByText('There is no connection just now').waitFor();
    await page.keyboard.press('Escape');
    await left.getByRole('alert').waitFor();
    await page.evaluate(() => {
      const list = document.querySelector('[data-side=left] .messages ol');
      const orders = new Set<string>();
      Object.assign(globalThis, { orders });
      const note = (): void => {
        const texts = [...(list?.querySelectorAll('.text') ?? [])].map((each) => each.textContent);
        orders.add(texts.join(' '));
      };
      if (list) new MutationObserver(note).observe(list, { childList: true, subtree: true });
    });
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await write(left, 'hotel');
    await left.getByRole('alert').waitFor({ state: 'detached' });
    const all = [...WRITTEN, ...LATER, 'hotel'];
    for (const text of [...LATER, 'hotel']) {
      await bubble(right, text).waitFor();
      await bubble(left, text).locator('[data-state=delivered]').waitFor();
    }
    assert.deepEqual(await left.locator('.bubble .text').allInnerTexts(), all);
    assert.deepEqual(await right.locator('.bubble .text').allInnerTexts(), all);
    // Nor for a moment, while some of it has arrived and some has not.
    const orders = await page.evaluate(() => [
      ...(globalThis as unknown as { orders: Set<string> }).orders,
    ]);
    assert.deepEqual(
      orders.filter((order) => !all.join(' ').startsWith(order)),
      [],
    );
  });

  it('sends it, and goes on, when the tab is reloaded while it is on its way', async () => {
    const { page, left, right } = scene.window;
    const streams = /Firestore\/Write\/channel/;
    await page.route(streams, () => undefined);
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await write(left, 'india');
    await bubble(left, 'india').locator('[data-state=pending]').waitFor();
    const asked = page.waitForRequest(streams);
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await asked;
    await page.unroute(streams);
    await page.reload();
    await bubble(right, 'india').waitFor();
    await bubble(left, 'india').locator('[data-state=delivered]').waitFor();
    await write(right, 'juliet');
    await bubble(left, 'juliet').waitFor();
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
    assert.deepEqual(sent.slice(-2).toSorted(), ['five', 'four']);
    assert.equal(await left.locator('.bubble').count(), 11);
    assert.equal(await right.locator('.bubble').count(), 11);
  });

  it('asks for what only a function knows when it has one again', async () => {
    const { page, left } = scene.window;
    await left.getByRole('button', { name: 'Settings' }).click();
    const own = left.getByText('This device', { exact: true });
    await own.waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await page.reload();
    await left.getByRole('heading', { name: 'Sessions' }).waitFor();
    await left.getByText('Not known here without a connection').waitFor();
    assert.equal(await left.getByRole('alert').count(), 0);
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await own.waitFor();
  });
});
