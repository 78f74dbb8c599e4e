import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import type { Session } from '../../functions/src/modules/auth/model.ts';
import { bubble, write } from './browser.ts';
import { setScene } from './scene.ts';

/** Firebase Auth counts in seconds: what began in the one in which sessions ended has not ended. */
async function passSecond(page: Page): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  await page.waitForFunction((before) => Math.floor(Date.now() / 1000) > before, second);
}

describe('a device whose sign-in to Firebase was ended', function () {
  this.timeout(120_000);
  const scene = setScene('renewal');

  const refreshToken = (page: Page): Promise<string> =>
    page.evaluate(() => sessionStorage.getItem('parley-session-left') ?? '');

  it('by another of his devices signs in again by itself, and what waits goes out', async () => {
    const { page, left, right } = scene.window;
    // How the browser tells of a refusal by HTTP.
    scene.window.expects(/status of (400|401)/);
    const { email, password } = scene.pair.left;
    const elsewhere = await scene.pair.as(scene.pair.left);
    const other = await elsewhere.call<Session>('signInWithEmail', { email, password });
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await write(left, 'waits');
    await bubble(left, 'waits').locator('[data-state=pending]').waitFor();
    const before = await refreshToken(page);

    await passSecond(page);
    await elsewhere.call('signOut', { refresh_token: other.refresh_token });
    await passSecond(page);
    await page.reload();
    await bubble(left, 'waits').locator('[data-state=pending]').waitFor();
    assert.notEqual(await refreshToken(page), before);
    await left.getByRole('button', { name: 'Disconnect' }).click();
    await bubble(right, 'waits').waitFor();
  });

  it('and cannot be opened just now says so, and goes on when he tries again', async () => {
    const { page, left, right } = scene.window;
    scene.window.expects(/ERR_FAILED/);
    const elsewhere = await scene.pair.as(scene.pair.left);
    const { email, password } = scene.pair.left;
    const other = await elsewhere.call<Session>('signInWithEmail', { email, password });
    await passSecond(page);
    await elsewhere.call('signOut', { refresh_token: other.refresh_token });
    await passSecond(page);
    await page.route(/\/refreshSession/, (route) => route.abort());
    await page.reload();
    await left.getByRole('alert').waitFor();
    await scene.window.look('renewal');
    await page.unroute(/\/refreshSession/);
    await left.getByRole('button', { name: 'Sign in again' }).click();
    await bubble(left, 'waits').waitFor();
    await write(right, 'heard');
    await bubble(left, 'heard').waitFor();
  });

  it('and his session with it asks who is there, as soon as a function has heard of it', async () => {
    const { page, left, right } = scene.window;
    const elsewhere = await scene.pair.as(scene.pair.left);
    await elsewhere.call('signOut', { refresh_token: await refreshToken(page) });
    const error = { status: 'UNAUTHENTICATED', details: { reason: 'TOKEN_REVOKED' }, message: '' };
    // Each instance has half a minute to hear of it.
    await page.route(/\/sendMessage/, (route) =>
      route.fulfill({
        status: 401,
        headers: { 'access-control-allow-origin': '*' },
        json: { error },
      }),
    );
    await write(left, 'too late');
    await left.getByRole('heading', { name: 'Who is on this device?' }).waitFor();
    await left.getByRole('alert').getByText('You are not signed in any more').waitFor();
    assert.equal(await refreshToken(page), '');
    await right.getByText('connected', { exact: true }).waitFor();
  });
});
