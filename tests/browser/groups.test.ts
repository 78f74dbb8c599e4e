import { bubble, choose, write } from './browser.ts';
import { setScene } from './scene.ts';

describe('a group, through the page', function () {
  this.timeout(120_000);
  const scene = setScene('groups');
  before(() => {
    // How the browser tells of a refusal by HTTP.
    scene.window.expects(/status of (403|400)/);
  });

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

  it('as a channel takes messages of admins only, and says so', async () => {
    const { left, right } = scene.window;
    await left.getByRole('button', { name: 'Chat menu' }).click();
    await left.getByRole('menuitem', { name: 'Members and settings' }).click();
    await left.getByRole('switch', { name: 'Only admins may write' }).click();
    await right.getByText(/^channel of 2/).waitFor();
    await write(right, 'May I?');
    await bubble(right, 'May I?').getByText('POSTING_ADMINS_ONLY').waitFor();

    await left.getByRole('button', { name: /^Menu of / }).click();
    await left.getByRole('menuitem', { name: 'Make admin' }).click();
    await right.locator('.system', { hasText: /made .* admin/ }).waitFor();
    await right.getByRole('button', { name: 'Try again' }).click();
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
    await scene.window.close();
  });
});
