import assert from 'node:assert/strict';

import { bubble, choose, enter, write } from './browser.ts';
import { setScene } from './scene.ts';

/** The way of a message, as somebody sees it who opened the page a moment ago. */
describe('the story of a message, through the page', function () {
  // A function's code is loaded with its first call, and all functions take turns.
  this.timeout(120_000);
  const scene = setScene('story', { names: ['Ann Walker', 'Ben Hill'], entered: false });

  it('one click on each side signs two people in, with their chat before them', async () => {
    const { left, right } = scene.window;
    await enter(left);
    await enter(right);
    await left.getByText('Nothing here yet').waitFor();
  });

  it('what the left sends appears on the right, with flag, badge and push', async () => {
    const { left, right, inbox } = scene.window;
    await write(left, 'Hello from the left');
    await bubble(right, 'Hello from the left').waitFor();
    await bubble(left, 'Hello from the left').locator('[data-state=delivered]').waitFor();
    await right.getByText('new message').waitFor();
    assert.equal(await right.locator('[data-badge]').innerText().then(parseInt), 1);
    const push = inbox.locator('[data-kind=push]', { hasText: 'Hello from the left' }).first();
    assert.match(await push.innerText(), /to Ben/);
    await scene.window.look('chat-delivered');
  });

  it('the right clicks into its side, and on the left the ticks turn', async () => {
    const { left, right } = scene.window;
    await right.getByRole('button', { name: /not read yet/ }).click();
    await bubble(left, 'Hello from the left').locator('[data-state=read]').waitFor();
    await right.getByText('nothing new').waitFor();
    await right.locator('[data-badge]').waitFor({ state: 'detached' });
    await right.locator('.bubble:focus').waitFor();
    await scene.window.look('chat-read');
  });

  it('the left sees the right type, and drops the sign with the message', async () => {
    const { left, right } = scene.window;
    await right.getByRole('textbox', { name: 'Message' }).pressSequentially('Hel');
    await left.getByText('typing…').waitFor();
    await write(right, 'Hello from the right');
    await bubble(left, 'Hello from the right').waitFor();
    await left.getByText('typing…').waitFor({ state: 'detached' });
  });

  it('answers, reactions, edits and deletions show on both sides', async () => {
    const { left, right } = scene.window;
    await choose(bubble(left, 'Hello from the right'), 'Reply');
    await write(left, 'An answer');
    await bubble(right, 'An answer').locator('blockquote', { hasText: 'from the right' }).waitFor();

    await choose(bubble(right, 'An answer'), 'React with 👍');
    await bubble(left, 'An answer').getByRole('button', { name: '👍 1' }).waitFor();

    await choose(bubble(left, 'An answer'), 'Edit');
    await left.getByRole('textbox', { name: 'Message' }).fill('A better answer');
    await left.getByRole('button', { name: 'Save' }).click();
    await bubble(right, 'A better answer').getByText('edited').waitFor();
    await scene.window.look('chat-actions');

    await choose(bubble(left, 'A better answer'), 'Delete for everyone');
    await left.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await bubble(right, 'This message was deleted').waitFor();
    assert.equal(await bubble(right, 'A better answer').count(), 0);
  });

  it('the inspector says what it took: documents, operations, price', async () => {
    const { left, page } = scene.window;
    await page.getByRole('button', { name: /^Inspector/ }).click();
    const inspector = page.getByRole('region', { name: 'Inspector' });
    await write(left, 'How much?');
    await inspector.getByRole('button', { name: /^sendMessage left/, pressed: true }).waitFor();
    const sending = inspector.locator('[data-part=sendMessage]');
    const delivering = inspector.locator('[data-part=onMessageCreated]');
    const event = `users-external-event/${scene.pair.right.uid}`;
    await delivering.getByText(event).first().waitFor();
    const lines = async (part: typeof sending): Promise<string[]> =>
      (await part.locator('li').allInnerTexts()).map((line) => line.replaceAll(/\s+/g, ' '));
    const chat = `chats/${scene.pair.chat_id}`;
    const [read, message, written] = (await lines(sending)).filter(
      (line) => !line.includes('once in 30 s'),
    );
    assert.equal(read, `read ${chat}`);
    assert.match(message ?? '', new RegExp(`^write ${chat}/messages/[A-Za-z0-9]{20}$`));
    assert.equal(written, `write ${chat}`);
    assert.ok((await lines(delivering)).includes(`write ${event}`));
    assert.match(await inspector.locator('.cost').first().innerText(), /a million\s+\$8\.60/);
    await scene.window.look('inspector');
  });
});
