import assert from 'node:assert/strict';

import { newMessageId } from '../helpers.ts';
import { bubble } from './browser.ts';
import { setScene } from './scene.ts';

describe('people, through the page', function () {
  this.timeout(120_000);
  const scene = setScene('people');

  it('one finds the other and asks to be friends; flag, feed and push tell him', async () => {
    const { page, left, right, inbox } = scene.window;
    await left.getByRole('button', { name: 'People' }).click();
    await left.getByRole('button', { name: 'Find', exact: true }).first().click();
    await left
      .getByRole('textbox', { name: /^Name, username/ })
      .fill(scene.pair.right.display_name);
    await left.getByRole('search').getByRole('button', { name: 'Find' }).click();
    await left.getByRole('button', { name: `Menu of ${scene.pair.right.display_name}` }).click();
    await scene.window.look('people-found');
    await left.getByRole('menuitem', { name: 'Ask to be friends' }).click();
    await left.getByText(`${scene.pair.right.display_name} was asked.`).waitFor();
    await left.getByRole('button', { name: 'Close this message' }).focus();
    await page.keyboard.press('Enter');
    await left.getByRole('heading', { name: 'People' }).and(left.locator(':focus')).waitFor();

    await right.getByRole('button', { name: 'People new' }).waitFor();
    const push = inbox.locator('[data-kind=push]', { hasText: 'Friend request' });
    await push.filter({ hasText: `to ${scene.pair.right.display_name}` }).waitFor();
    await right.getByRole('button', { name: 'Feed 1 unread' }).click();
    await right.locator('.entry.new').waitFor();
    await scene.window.look('feed-request');
    await right.getByRole('button', { name: /^Mark as read/ }).click();
    await right.locator('.entry.new').waitFor({ state: 'detached' });
    await right.getByRole('button', { name: 'Feed', exact: true }).waitFor();
  });

  it('an entry of the feed leads to what it is about', async () => {
    const { left, right } = scene.window;
    await right.getByRole('button', { name: /wants to be your friend/ }).click();
    await right.getByRole('heading', { name: 'Who asks you' }).waitFor();
    // Of a message, to its chat.
    const [ann, ben] = [
      await scene.pair.as(scene.pair.left),
      await scene.pair.as(scene.pair.right),
    ];
    const target = { chat_id: scene.pair.chat_id, message_id: newMessageId() };
    await ann.call('sendMessage', { ...target, type: 'TEXT', text: 'Hm?' });
    await ben.call('reactToMessage', { ...target, emoji: '👍', on: true });
    await left.getByRole('button', { name: 'Feed 1 unread' }).click();
    await left.getByRole('button', { name: /reacted to your message/ }).click();
    await bubble(left, 'Hm?').getByRole('button', { name: '👍 1' }).waitFor();
    await left.getByRole('button', { name: 'Feed', exact: true }).waitFor();
    await left.getByRole('button', { name: 'People' }).click();
  });

  it('he accepts, and each is in the contact book of the other', async () => {
    const { left, right } = scene.window;
    await right.getByRole('button', { name: `Accept ${scene.pair.left.display_name}` }).click();
    await right.getByText('Nobody does just now').waitFor();
    // What has had the focus is gone.
    await right.getByRole('heading', { name: 'People' }).and(right.locator(':focus')).waitFor();
    await right.getByRole('button', { name: 'People', exact: true }).waitFor();
    for (const [side, name] of [
      [left, scene.pair.right.display_name],
      [right, scene.pair.left.display_name],
    ] as const) {
      await side.getByRole('button', { name: 'Contacts' }).click();
      await side.getByRole('button', { name: `Menu of ${name}` }).waitFor();
    }
    await scene.window.look('contacts');
  });

  it('they are near each other when both have said where they are', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Nearby' }).click();
    await left.getByRole('textbox', { name: 'Latitude' }).fill('north');
    await left.getByRole('button', { name: 'I am here' }).click();
    await left.getByRole('alert').getByText('latitude must be a number from -90 to 90').waitFor();
    await scene.window.look('failure');
    const place = 40 + Math.random() * 20;
    for (const side of [left, right]) {
      await side.getByRole('button', { name: 'Nearby' }).click();
      await side.getByRole('textbox', { name: 'Latitude' }).fill(place.toFixed(4));
      await side.getByRole('button', { name: 'I am here' }).click();
      await side.getByRole('button', { name: 'I am here' }).and(side.locator(':enabled')).waitFor();
    }
    await left.getByText('Nobody is near').waitFor();
    assert.equal(await left.getByRole('alert').count(), 0);
    await right.getByText(scene.pair.left.display_name, { exact: true }).waitFor();
    await right.getByText(/within 0\.5 km/).waitFor();
    await scene.window.look('nearby');
    await right.getByRole('button', { name: 'Forget where I am' }).click();
    await right.getByText(/within 0\.5 km/).waitFor({ state: 'detached' });
  });

  it('what somebody changes of his profile shows at once', async () => {
    const { left } = scene.window;
    await left.getByRole('button', { name: 'Settings' }).click();
    await left.getByRole('textbox', { name: 'Name', exact: true }).fill('Ann the Second');
    await left.getByRole('button', { name: 'Save profile' }).click();
    await left.getByRole('heading', { name: 'Ann the Second' }).waitFor();
  });
});
