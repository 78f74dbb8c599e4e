import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import { enter } from './browser.ts';
import { arrangePair, type Pair } from './stage.ts';
import { setBrowser, type Window } from './window.ts';

/** Each screen in the light and the dark, on a desk and on a phone. */
describe('the screens', function () {
  this.timeout(180_000);
  let pair: Pair;
  let wide: Window;
  let narrow: Window;

  after(() => pair?.close());
  const openWindow = setBrowser();
  before(async () => {
    pair = await arrangePair('screens');
    wide = await openWindow({ users: pair });
    narrow = await openWindow({
      users: pair,
      viewport: { width: 360, height: 740 },
      colorScheme: 'dark',
    });
  });

  const both = async (name: string): Promise<void> => {
    await wide.look(name);
    await narrow.look(`${name}-narrow-dark`);
    assert.equal(await overflow(narrow.page), 0, `${name} is wider than a phone`);
  };
  const open = async (tab: string): Promise<void> => {
    for (const { left } of [wide, narrow])
      await left.getByRole('button', { name: tab, exact: true }).click();
  };

  it('of who is not signed in: by email, phone, Google and Facebook', async () => {
    await both('sign-in-email');
    for (const way of ['Phone', 'Google', 'Facebook']) {
      await open(way);
      await both(`sign-in-${way.toLowerCase()}`);
    }
    await open('Email');
    await open('Create an account');
    await both('sign-in-register');
    await open('Forgot password?');
    await both('sign-in-reset');
  });

  it('of chats: the list, a new one, a new group', async () => {
    for (const { left } of [wide, narrow]) {
      await enter(left);
      await left.getByRole('button', { name: 'Back' }).click();
    }
    await both('chats-list');
    await open('Chat');
    await both('new-chat');
    await open('Back');
    for (const { left } of [wide, narrow]) {
      await left.getByRole('button', { name: 'Group', exact: true }).click();
    }
    await both('new-group');
    await open('Back');
  });

  it('of a group: its messages, members and settings', async () => {
    const { left } = wide;
    await left.getByRole('button', { name: 'Group', exact: true }).click();
    await left.getByRole('textbox', { name: 'Title' }).fill('Walkers');
    await left.getByRole('button', { name: `Add ${pair.right.display_name}` }).click();
    await left.getByRole('button', { name: 'Make group' }).click();
    await left.getByText('made the group').waitFor();
    await narrow.left.getByRole('button', { name: /Walkers/ }).click();
    await narrow.left.getByText('made the group').waitFor();
    await both('group');
    for (const each of [wide, narrow]) {
      await each.left.getByRole('button', { name: 'Chat menu' }).click();
    }
    await both('chat-menu');
    for (const each of [wide, narrow]) {
      await each.left.getByRole('menuitem', { name: 'Members and settings' }).click();
      await each.left.getByText('owner', { exact: true }).waitFor();
    }
    await both('group-members');
    for (const each of [wide, narrow]) {
      await each.left.getByRole('button', { name: /^Menu of / }).click();
    }
    await both('member-menu');
    await left.getByRole('menuitem', { name: 'Make admin' }).click();
    await left.getByText('admin', { exact: true }).waitFor();
  });

  it('of people: contacts, requests, finding, nearby, blocked', async () => {
    await open('People');
    for (const list of ['Contacts', 'Requests', 'Find', 'Nearby', 'Blocked']) {
      await open(list);
      await both(`people-${list.toLowerCase()}`);
    }
  });

  it('of the rest: feed, settings, inbox', async () => {
    for (const tab of ['Feed', 'Settings']) {
      await open(tab);
      for (const { left } of [wide, narrow])
        await left.getByText('Loading').waitFor({ state: 'detached' });
      if (tab === 'Settings') {
        for (const { left } of [wide, narrow]) await left.getByText('This device').waitFor();
      }
      await both(tab.toLowerCase());
    }
    await narrow.page.getByRole('button', { name: 'Inbox' }).click();
    await narrow.look('inbox-narrow-dark');
    await narrow.page.getByRole('button', { name: /^Inspector/ }).click();
    await narrow.look('inspector-narrow-dark');
  });
});

/** By how many pixels the page can be scrolled to the side. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}
