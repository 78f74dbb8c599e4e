import assert from 'node:assert/strict';

import { bubble, choose, write } from './browser.ts';
import { setScene } from './scene.ts';

describe('who writes in a chat', function () {
  this.timeout(120_000);
  const scene = setScene('writing');
  const line = () => scene.window.left.getByRole('textbox', { name: 'Message' });
  /** Waits until this stands in the line of the left side. */
  const stands = async (text: string): Promise<void> => {
    await scene.window.page.waitForFunction(
      (value) => document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value === value,
      text,
    );
  };
  const press = (key: string) => scene.window.page.keyboard.press(key);

  it('gets back what he had begun when he leaves an edit or an answer', async () => {
    const { left } = scene.window;
    await write(left, 'First');
    await bubble(left, 'First').locator('[data-state=delivered]').waitFor();
    await line().fill('begun');
    await choose(bubble(left, 'First'), 'Edit');
    await stands('First');
    await press('Escape');
    await stands('begun');
    await choose(bubble(left, 'First'), 'Reply');
    await left.locator('.intent').getByText('Answer').waitFor();
    await press('End');
    await press('!');
    await press('Escape');
    await stands('begun!');
    assert.ok(await line().evaluate((box) => box === document.activeElement));
  });

  it('and when he comes back to the chat, also after a reload', async () => {
    const { page, left } = scene.window;
    await left.getByRole('button', { name: 'Feed' }).click();
    await left.getByRole('button', { name: 'Chats' }).click();
    await left.locator('.row').click();
    await stands('begun!');
    await page.reload();
    await line().waitFor();
    await stands('begun!');
    await left.getByRole('button', { name: 'Send' }).click();
    await bubble(left, 'begun!').locator('[data-state=delivered]').waitFor();
    await page.reload();
    await bubble(left, 'begun!').waitFor();
    await stands('');
  });

  it('is told how long a long message is, and nothing of it is cut', async () => {
    const { left, right } = scene.window;
    const send = left.getByRole('button', { name: 'Send' });
    await line().fill('x'.repeat(4499));
    assert.equal(await left.getByText('characters').count(), 0);
    // Two code units, which is how the server counts.
    await line().fill(`${'x'.repeat(4999)}😀`);
    await left.getByText('5,001 of 5,000 characters: too long to be sent, by 1').waitFor();
    assert.ok(await send.isDisabled());
    await press('Enter');
    assert.equal((await line().inputValue()).length, 5001);
    await scene.window.look('too-long');
    await line().fill(`${'x'.repeat(4998)}😀`);
    await left.getByText('5,000 of 5,000 characters').waitFor();
    await send.click();
    await bubble(right, '😀').waitFor();
    assert.equal((await bubble(right, '😀').locator('.text').innerText()).length, 5000);
  });

  it('answers nothing that was deleted meanwhile', async () => {
    const { left, right } = scene.window;
    await write(right, 'Never mind');
    await choose(bubble(left, 'Never mind'), 'Reply');
    await left.locator('.intent').getByText('Never mind').waitFor();
    await line().fill('What?');
    await choose(bubble(right, 'Never mind'), 'Delete for everyone');
    await right
      .getByRole('alertdialog')
      .getByRole('button', { name: /Delete/ })
      .click();
    await left.locator('.intent').waitFor({ state: 'detached' });
    await stands('What?');
    await line().fill('');
  });

  it('is asked before he deletes for everyone, and goes on where he was', async () => {
    const { left, right } = scene.window;
    const first = bubble(left, 'First');
    await choose(first, 'Delete for everyone');
    const question = left.getByRole('alertdialog');
    await question.waitFor();
    await scene.window.look('delete-question');
    await press('Escape');
    await question.waitFor({ state: 'detached' });
    await first.locator(':focus').waitFor();
    assert.equal(await bubble(right, 'First').count(), 1);

    await choose(first, 'Delete for everyone');
    await question.getByRole('button', { name: 'Delete' }).click();
    await bubble(right, 'This message was deleted').waitFor();
    await left.locator('.bubble:focus', { hasText: 'This message was deleted' }).waitFor();
  });

  it('also from forwarding, by Escape, and from a message that he deletes for himself', async () => {
    const { left } = scene.window;
    await choose(bubble(left, 'begun!'), 'Forward');
    await left.getByRole('dialog', { name: 'Forward to' }).locator('.row').waitFor();
    await scene.window.look('forward');
    await press('Escape');
    await left.locator('.bubble:focus', { hasText: 'begun!' }).waitFor();
    await choose(bubble(left, 'begun!'), 'Delete for me');
    await bubble(left, 'begun!').waitFor({ state: 'detached' });
    await left.locator('.bubble:focus', { hasText: '😀' }).waitFor();
  });
});
