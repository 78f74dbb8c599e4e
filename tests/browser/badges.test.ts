import type { Locator } from 'playwright-core';

import { newMessageId } from '../helpers.ts';
import { enter } from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';
import { setBrowser, type Window } from './window.ts';

describe('two browsers on one account', function () {
  this.timeout(120_000);
  let pair: Pair;
  let windows: [Window, Window];

  after(() => pair?.close());
  const open = setBrowser();
  before(async () => {
    pair = await arrangePair('badges');
    windows = [await open({ users: pair }), await open({ users: pair })];
    for (const { right } of windows) {
      await enter(right);
      await right.getByRole('button', { name: 'Back' }).click();
    }
    // Whoever is at neither of them reads nothing.
    for (const { inbox } of windows) await inbox.getByRole('heading').click();
  });

  const badge = (side: Locator, count: number) =>
    side.locator('[data-badge]', { hasText: `${count} unread` });

  it('show the same badge, flag and count', async () => {
    const sender = await pair.as(pair.left);
    for (const text of ['one', 'two']) {
      const message = { message_id: newMessageId(), type: 'TEXT', text };
      await sender.call('sendMessage', { chat_id: pair.chat_id, ...message });
    }
    for (const { right } of windows) {
      await badge(right, 2).waitFor();
      await right.locator('[data-unread="2"]').waitFor();
      await right.getByText('new message').waitFor();
    }
    await windows[0].look('chats');
  });

  it('and lose it together when one of them reads', async () => {
    await windows[0].right.locator('.row').click();
    for (const { right } of windows) {
      await right.locator('[data-badge]').waitFor({ state: 'detached' });
      await right.getByText('nothing new').waitFor();
    }
  });
});
