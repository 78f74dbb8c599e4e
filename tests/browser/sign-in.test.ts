import assert from 'node:assert/strict';

import { setBrowser, type Window } from './window.ts';

describe('the ways in, through the page', function () {
  this.timeout(120_000);
  let window: Window;
  const run = `${Math.floor(Math.random() * 10_000)}`.padStart(4, '0');

  const open = setBrowser();
  before(async () => {
    window = await open();
  });

  it('by phone, with the code that appears in the inbox', async () => {
    const { left, inbox, page } = window;
    const phone = `+1202555${run}`;
    await left.getByRole('button', { name: 'Phone' }).click();
    await left.getByRole('textbox', { name: 'Phone number' }).fill(phone);
    await left.getByRole('button', { name: 'Send me a code' }).click();
    const sms = inbox.locator('[data-kind=sms]', { hasText: phone });
    const [code = ''] = /\d{6}/.exec(await sms.locator('.body').innerText()) ?? [];
    const line = left.getByRole('textbox', { name: 'Code' });
    await line.and(left.locator(':focus')).waitFor();
    window.expects(/status of 401/);
    await page.keyboard.type(code === '000000' ? '111111' : '000000');
    await page.keyboard.press('Enter');
    const refusal = left.getByRole('alert');
    assert.equal((await refusal.locator('p').innerText()).trim(), 'The code is not right.');
    await line.fill(code);
    await left.getByRole('button', { name: 'Sign in by phone' }).click();
    await left.getByText('connected').waitFor();
    await left.getByRole('button', { name: 'Settings' }).click();
    await left.getByText(phone).waitFor();
    await window.look('settings-phone');
  });

  it('a reload of the page keeps who is signed in', async () => {
    const { page, left } = window;
    await page.reload();
    await left.getByText('connected').waitFor();
  });

  it('by Google and by Facebook, after signing out', async () => {
    const { left, right } = window;
    await left.getByRole('button', { name: 'Sign out' }).click();
    await left
      .getByRole('heading', { name: /^Who is/ })
      .and(left.locator(':focus'))
      .waitFor();
    for (const [side, provider] of [
      [left, 'Google'],
      [right, 'Facebook'],
    ] as const) {
      await side.getByRole('button', { name: provider, exact: true }).click();
      await side.getByRole('textbox', { name: `Name at ${provider}` }).fill(`Somebody ${run}`);
      await side.getByRole('button', { name: `Continue with ${provider}` }).click();
      await side.getByText('No chat yet').waitFor();
    }
  });

  it('by email with a new account, and with a new password by a code from the inbox', async () => {
    const { left, inbox, page } = window;
    const email = `new-${run}@example.com`;
    await left.getByRole('button', { name: 'Sign out' }).click();
    await left.getByRole('button', { name: 'Create an account' }).click();
    await left.getByRole('textbox', { name: 'Username' }).fill(`new_${run}`);
    await left.getByRole('textbox', { name: 'Email' }).fill(email);
    await left.getByLabel('Password').fill('otter-lantern-quartz');
    await left.getByRole('button', { name: 'Create account' }).click();
    await left.getByText('No chat yet').waitFor();

    await left.getByRole('button', { name: 'Sign out' }).click();
    await left.getByRole('button', { name: 'Forgot password?' }).click();
    await left.getByRole('textbox', { name: 'Email' }).fill(email);
    await left.getByRole('button', { name: 'Send me a code' }).click();
    const mail = inbox.locator('[data-kind=mail]', { hasText: email });
    const [code] = /^[\w-]{8,}$/m.exec(await mail.locator('.body').first().innerText()) ?? [];
    assert.ok(code !== undefined);
    await left.getByRole('textbox', { name: 'Code' }).fill(code);
    await left.getByLabel('New password').fill('maple-orbit-velvet');
    await left.getByRole('button', { name: 'Set password' }).click();
    await left.getByRole('textbox', { name: 'Email' }).fill(email);
    await left.getByLabel('Password').fill('maple-orbit-velvet');
    await page.keyboard.press('Enter');
    await left.getByText('No chat yet').waitFor();
  });
});
