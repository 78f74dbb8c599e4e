import assert from 'node:assert/strict';

import { doc } from 'firebase/firestore';

import { waitForDocument } from '../../testkit/wait-for.ts';
import { bubble, choose, write } from './browser.ts';
import { setScene } from './scene.ts';

/** What the page keeps in its history, as far as it is looked at here. */
interface Shown {
  places: { left: { route: { chat_id?: string } } };
}

describe('a group, through the page', function () {
  this.timeout(120_000);
  const scene = setScene('groups');
  it('is made by one, and the other finds it in his list', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Back' }).click();
    await left.getByRole('button', { name: 'Group', exact: true }).click();
    await left.getByRole('textbox', { name: 'Title' }).fill('Lake');
    await left.getByRole('button', { name: `Add ${scene.pair.right.display_name}` }).click();
    await left.getByRole('button', { name: 'Make group' }).click();
    await left.getByText('made the group').waitFor();
    await right.getByRole('button', { name: 'Back' }).click();
    await right.locator('.row', { hasText: 'Lake' }).click();
    await right.getByText('made the group').waitFor();
  });

  it('shows ticks that turn when all have read', async () => {
    const { left, right } = scene.window;
    await write(left, 'Saturday?');
    await bubble(right, 'Saturday?').waitFor();
    await bubble(left, 'Saturday?').locator('[data-state=delivered]').waitFor();
    await right.getByRole('textbox', { name: 'Message' }).click();
    await bubble(left, 'Saturday?').locator('[data-state=read]').waitFor();
  });

  it('names people as they name themselves, in the list too', async () => {
    const { left, right } = scene.window;
    const { left: ann, right: ben } = scene.pair;
    await right.locator('.system', { hasText: `${ann.display_name} made the group` }).waitFor();
    await bubble(right, 'Saturday?').getByText(ann.display_name).waitFor();
    await right.getByRole('button', { name: 'Back' }).click();
    await right.locator('.row', { hasText: `${ann.display_name}: Saturday?` }).click();
    await left.getByRole('button', { name: 'Chat menu' }).click();
    await left.getByRole('menuitem', { name: 'Members and settings' }).click();
    await left.getByRole('button', { name: `Menu of ${ben.display_name}` }).waitFor();
  });

  it('as a channel has a line to write in for admins only, and says so', async () => {
    const { left, right } = scene.window;
    const line = right.getByRole('textbox', { name: 'Message' });
    await line.fill('May I?');
    await left.getByRole('switch', { name: 'Only admins may write' }).click();
    await right.getByText('Only admins write here').waitFor();
    assert.equal(await line.count(), 0);
    // Of the colours that names have, the one that stands out least.
    await right.locator('.of-others').evaluateAll((bubbles) => {
      for (const each of bubbles as HTMLElement[]) each.style.setProperty('--hue', '60');
    });
    await scene.window.look('channel-member');

    await left.getByRole('button', { name: /^Menu of / }).click();
    await left.getByRole('menuitem', { name: 'Make admin' }).click();
    await right.locator('.system', { hasText: /made .* admin/ }).waitFor();
    await right.getByRole('button', { name: 'Send' }).click();
    await bubble(right, 'May I?').locator('[data-state=sent], [data-state=delivered]').waitFor();
    await scene.window.look('channel');
  });

  it('passes a message on to another chat', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Back' }).click();
    await choose(bubble(left, 'Saturday?'), 'Forward');
    await left.locator('.row', { hasNotText: 'Lake' }).click();
    await left.getByRole('button', { name: 'Chat menu' }).waitFor();
    await right.getByRole('button', { name: 'Back' }).click();
    await right.locator('.row', { hasNotText: 'Lake' }).click();
    await bubble(right, 'Saturday?').getByText('Forwarded').waitFor();
    // It is read there: what has ended on the left meanwhile takes nobody back.
    const { firestore } = await scene.pair.as(scene.pair.right);
    await waitForDocument(doc(firestore, `chats/${scene.pair.chat_id}`), (chat) =>
      ['user1', 'user2'].every((user) => chat[`read_number_${user}`] === 1),
    );
  });

  it('is gone for who is removed while it is open to him, and he is told', async () => {
    const { left, right } = scene.window;
    const { right: ben } = scene.pair;
    for (const side of [left, right]) {
      await side.getByRole('button', { name: 'Back' }).click();
      await side.locator('.row', { hasText: 'Lake' }).click();
    }
    await right.getByRole('textbox', { name: 'Message' }).waitFor();
    await write(left, 'Not you');
    await right.getByText('new message').waitFor();
    await left.getByRole('button', { name: 'Chat menu' }).click();
    await left.getByRole('menuitem', { name: 'Members and settings' }).click();
    await left.getByRole('button', { name: `Menu of ${ben.display_name}` }).click();
    await left.getByRole('menuitem', { name: 'Remove from group' }).click();
    const question = left.getByRole('alertdialog', { name: `Remove ${ben.display_name}?` });
    assert.equal(await left.locator('.line', { hasText: '2 members' }).count(), 1);
    await question.getByRole('button', { name: 'Remove' }).click();

    await right.getByText('You are no longer in this group').waitFor();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    await right.locator('.row', { hasText: 'Lake' }).waitFor({ state: 'detached' });
    // Nobody has looked there since.
    await right.getByText('nothing new').waitFor();
    assert.equal(await right.getByRole('alert').count(), 0);
    await scene.window.look('removed');
  });

  it('puts the focus where the next member is added, and where one was', async () => {
    const { page, left, right } = scene.window;
    const { right: ben } = scene.pair;
    await left.getByRole('button', { name: 'Add', exact: true }).click();
    await left.getByRole('button', { name: `Add ${ben.display_name}` }).focus();
    await page.keyboard.press('Enter');
    await left.getByRole('button', { name: `Menu of ${ben.display_name}` }).waitFor();
    await left.getByRole('button', { name: 'Add', exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[data-side=left] .screen'));
    await right.locator('.row', { hasText: 'Lake' }).click();
    await right.getByRole('button', { name: 'Chat menu' }).waitFor();
  });

  it('is gone, too, for who leaves it on another device', async () => {
    const { left, right } = scene.window;
    const elsewhere = await scene.pair.as(scene.pair.right);
    const { chat_id = '' } = await left
      .page()
      .evaluate(() => (history.state as Shown).places.left.route);
    // How the browser tells of a refusal by HTTP.
    scene.window.expects(/status of 403/);
    const owner = await scene.pair.as(scene.pair.left);
    await owner.call('updateGroup', { chat_id, posting: 'all' });
    await right.getByRole('textbox', { name: 'Message' }).waitFor();
    await right.getByRole('button', { name: 'Disconnect' }).click();
    await right.getByText('no connection').waitFor();
    await write(right, 'Too late');
    await bubble(right, 'Too late').locator('[data-state=pending]').waitFor();
    await elsewhere.call('leaveGroup', { chat_id });
    await right.getByRole('button', { name: 'Disconnect' }).click();
    await right.getByText('You are no longer in this group. What you wrote there').waitFor();
    await right.getByRole('heading', { name: 'Chats' }).waitFor();
    assert.equal(await right.getByRole('alert').count(), 0);
    // Where it went to he is no longer: so nobody asks whether it may be lost.
    await right.getByText('nothing new').waitFor();
    await right.getByRole('button', { name: 'Sign out' }).click();
    await right.getByRole('heading', { name: 'Who is on this device?' }).waitFor();
  });

  it('is left after a question, without being told of it', async () => {
    const { left } = scene.window;
    await left.getByRole('button', { name: 'Back' }).click();
    await left.getByRole('button', { name: 'Chat menu' }).click();
    await left.getByRole('menuitem', { name: 'Leave group' }).click();
    const question = left.getByRole('alertdialog', { name: 'Leave Lake?' });
    await question.getByText('You are its last member').waitFor();
    await question.getByRole('button', { name: 'Leave' }).click();
    await left.getByRole('heading', { name: 'Chats' }).waitFor();
    await left.locator('.row', { hasText: 'Lake' }).waitFor({ state: 'detached' });
    assert.equal(await left.getByText('You are no longer').count(), 0);
  });
});
