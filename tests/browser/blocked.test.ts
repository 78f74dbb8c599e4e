import assert from 'node:assert/strict';

import { doc, getDoc, type Firestore } from 'firebase/firestore';

import { bubble } from './browser.ts';
import { setScene } from './scene.ts';

describe('a blocked user', function () {
  this.timeout(120_000);
  const scene = setScene('blocked');

  it('is blocked by nobody who was not asked whether he means it', async () => {
    const { page, right } = scene.window;
    const { left: blocked, right: blocker } = scene.pair;
    // His name is known a moment after the chat is open.
    await right.getByRole('heading', { name: blocked.display_name }).waitFor();
    const ask = async (): Promise<void> => {
      await right.getByRole('button', { name: 'Chat menu' }).click();
      await right.getByRole('menuitem', { name: 'Block' }).click();
    };
    await ask();
    const question = right.getByRole('alertdialog', { name: `Block ${blocked.display_name}?` });
    await question.getByText('Neither of you can write').waitFor();
    await scene.window.look('block-question');
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await right.getByRole('button', { name: 'Chat menu' }).and(right.locator(':focus')).waitFor();
    const { firestore } = await scene.pair.as(blocker);
    assert.equal(await isBlocked(firestore, blocker.uid, blocked.uid), false);

    await scene.window.left.getByRole('textbox', { name: 'Message' }).fill('Do you hear me?');
    await ask();
    await question.getByRole('button', { name: 'Block' }).click();
    await right.getByText(`You have blocked ${blocked.display_name}`).waitFor();
    assert.equal(await isBlocked(firestore, blocker.uid, blocked.uid), true);
  });

  it('sees it in the place of the line to write in', async () => {
    const { left, right } = scene.window;
    await left.getByText(`${scene.pair.right.display_name} takes no messages`).waitFor();
    // Opened now, it finds nobody who tells whether he is there; that ends with the block.
    await left.getByRole('button', { name: 'Back' }).click();
    await left.locator('.row').click();
    for (const side of [left, right]) {
      await side.locator('.titles', { hasText: 'direct chat' }).waitFor();
      assert.equal(await side.getByRole('textbox', { name: 'Message' }).count(), 0);
    }
    assert.equal(await left.getByRole('button', { name: 'Unblock' }).count(), 0);
    await scene.window.look('blocked');
  });

  it('is heard again when the block is lifted, with what he had begun to write', async () => {
    const { left, right } = scene.window;
    await right.getByRole('button', { name: 'Unblock' }).click();
    const line = right.getByRole('textbox', { name: 'Message' });
    await line.and(right.locator(':focus')).waitFor();
    for (const side of [left, right])
      await side.locator('.titles', { hasText: 'online' }).waitFor();
    await left.getByRole('button', { name: 'Send' }).click();
    await bubble(right, 'Do you hear me?').waitFor();
  });

  it('who deletes his account leaves a chat in which nobody can write', async () => {
    const { left, right } = scene.window;
    // How the browser tells of a refusal by HTTP: his own device finds out.
    scene.window.expects(/status of (400|401|403)/);
    const other = await scene.pair.as(scene.pair.right);
    await other.call('deleteAccount', {});
    await right.getByRole('heading', { name: 'Who is on this device?' }).waitFor();
    await right.getByRole('alert').waitFor();
    await left.getByText('This account was deleted').waitFor();
    assert.equal(await left.getByRole('textbox', { name: 'Message' }).count(), 0);
    assert.equal(await left.getByRole('alert').count(), 0);
    await bubble(left, 'Do you hear me?').waitFor({ state: 'visible' });
    await scene.window.look('deleted-account');
  });
});

async function isBlocked(db: Firestore, uid: string, other: string): Promise<boolean> {
  return (await getDoc(doc(db, `users/${uid}/blocks/${other}`))).exists();
}
