import assert from 'node:assert/strict';

import { doc, serverTimestamp, setDoc } from 'firebase/firestore';
import type { Locator } from 'playwright-core';

import { newMessageId } from '../helpers.ts';
import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';
import type { StagedUser } from './stage.ts';

const COUNT = 34;

describe('who reads in a chat', function () {
  this.timeout(120_000);
  const scene = setScene('reading');

  /** Writes as one of the two, behind the page, without waiting for each. */
  const tell = async (user: StagedUser, texts: readonly string[]): Promise<void> => {
    const { firestore } = await scene.pair.as(user);
    const messages = `chats/${scene.pair.chat_id}/messages`;
    const all = texts.map((text) => {
      const message = { from_user: user.uid, type: 'TEXT', text, created: serverTimestamp() };
      return setDoc(doc(firestore, `${messages}/${newMessageId()}`), message);
    });
    await Promise.all(all);
  };
  const list = (): Locator => scene.window.left.locator('.messages');
  const top = async (text: string): Promise<number> => {
    const box = await bubble(scene.window.left, text).boundingBox();
    assert.ok(box, text);
    return box.y;
  };
  const scrollTo = (where: 'start' | 'end'): Promise<void> =>
    list().evaluate(async (box, to) => {
      const scrolled = new Promise((resolve) => {
        box.addEventListener('scroll', resolve, { once: true });
      });
      box.scrollTop = to === 'start' ? 0 : box.scrollHeight;
      await scrolled;
    }, where);
  const isAtEnd = (): Promise<boolean> =>
    list().evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 2);
  /** The browser scrolls by whole pixels. */
  const near = (place: number, before: number): void =>
    assert.ok(Math.abs(place - before) <= 1, `${before} became ${place}`);
  const number = (at: number): string => `no. ${String(at).padStart(3, '0')}`;

  it('stays at the end as messages come, while he is there', async () => {
    const texts = Array.from({ length: COUNT }, (_, at) => number(at));
    await tell(scene.pair.right, texts);
    await tell(scene.pair.left, ['my own']);
    await bubble(scene.window.left, 'my own').waitFor();
    await bubble(scene.window.left, number(COUNT - 1)).waitFor();
    assert.ok(await isAtEnd());
  });

  it('where a menu opens with the first click, also while something is not read yet', async () => {
    const { left, right } = scene.window;
    await tell(scene.pair.right, ['unread one']);
    await left.getByRole('button', { name: /not read yet/ }).waitFor();
    await bubble(left, 'unread one').getByRole('button', { name: 'Message menu' }).click();
    await left.getByRole('button', { name: /not read yet/ }).waitFor({ state: 'detached' });
    await left.getByRole('menuitem', { name: 'Reply' }).waitFor();
    await right.getByRole('heading', { level: 3 }).click();
    await tell(scene.pair.right, ['unread too']);
    await left.getByRole('button', { name: /not read yet/ }).waitFor();
    await left.getByRole('button', { name: 'Chat menu' }).click();
    await left.getByRole('button', { name: /not read yet/ }).waitFor({ state: 'detached' });
    await left.getByRole('menuitem', { name: 'Mark as unread' }).waitFor();
    await left.page().keyboard.press('Escape');
  });

  it('and where he is, as others come, while he has gone up', async () => {
    const { left } = scene.window;
    await scrollTo('start');
    const first = await left.locator('.bubble .text').first().innerText();
    const before = await top(first);
    await tell(scene.pair.right, ['one more', 'and another']);
    await bubble(left, 'and another').waitFor();
    near(await top(first), before);
    const other = await scene.pair.as(scene.pair.right);
    const own = await bubble(left, 'my own').getAttribute('data-message');
    await other.call('reactToMessage', {
      chat_id: scene.pair.chat_id,
      message_id: own,
      emoji: '👍',
      on: true,
    });
    await bubble(left, 'my own').getByRole('button', { name: '👍 1' }).waitFor();
    near(await top(first), before);
  });

  it('also when he asks for earlier ones, with the focus where it was', async () => {
    const { page, left } = scene.window;
    await page.reload();
    await bubble(left, 'and another').waitFor();
    const more = left.getByRole('button', { name: 'Earlier messages' });
    await scrollTo('start');
    const count = await left.locator('.bubble').count();
    const first = await left.locator('.bubble .text').first().innerText();
    const before = await top(first);
    await more.focus();
    await page.keyboard.press('Enter');
    await left.locator('.bubble').nth(count).waitFor({ state: 'attached' });
    await bubble(left, number(0)).waitFor({ state: 'attached' });
    await more.waitFor({ state: 'detached' });
    near(await top(first), before);
    const focused = await list().evaluate((box) => box.contains(document.activeElement));
    assert.ok(focused, 'the focus is not lost with the button');
    await scene.window.look('earlier');
  });

  it('until he writes something himself', async () => {
    const { left } = scene.window;
    assert.ok(!(await isAtEnd()));
    await write(left, 'down again');
    await bubble(left, 'down again').locator('[data-state=delivered]').waitFor();
    assert.ok(await isAtEnd());
  });

  it('reads nothing behind a click that takes his connection, and all of it when he has one', async () => {
    const { left, right } = scene.window;
    await right.getByRole('heading', { level: 3 }).click();
    const other = await scene.pair.as(scene.pair.right);
    const { chat_id } = scene.pair;
    const message = { message_id: newMessageId(), type: 'TEXT', text: 'unread still' };
    await other.call('sendMessage', { chat_id, ...message });
    await bubble(left, 'unread still').waitFor();
    const bar = left.getByRole('button', { name: /not read yet/ });
    await bar.waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await left.getByText('no connection').waitFor();
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await left.getByText('nothing new').waitFor();
    assert.equal(await left.getByRole('alert').count(), 0);
  });
});
