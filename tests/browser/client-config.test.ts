import assert from 'node:assert/strict';

import { initializeApp } from 'firebase-admin/app';
import {
  getFirestore,
  Timestamp,
  type DocumentData,
  type DocumentReference,
} from 'firebase-admin/firestore';

import { suiteProject } from '../../testkit/hosts.ts';
import { bubble, enter, write } from './browser.ts';
import { setScene } from './scene.ts';

const DAY_MS = 86_400_000;

describe('what an admin tells all apps', function () {
  this.timeout(120_000);
  let config: DocumentReference;
  let earlier: DocumentData | undefined;

  before(async () => {
    const app = initializeApp({ projectId: suiteProject() }, 'browser-client-config');
    config = getFirestore(app).doc('config/client');
    earlier = (await config.get()).data();
  });
  after(async () => {
    if (earlier === undefined) await config?.delete();
    else await config?.set(earlier);
  });
  const scene = setScene('client-config', { entered: false });

  /** Hours of every day for functions, so that no other test is kept out; apps and rules know these windows. */
  const open = (from: number, to: number): Promise<unknown> => {
    const window = { from: Timestamp.fromMillis(from), to: Timestamp.fromMillis(to) };
    const windows = { [Math.floor(from / DAY_MS)]: [window] };
    const always = { enabled: true, from: '00:00', to: '24:00', time_zone: 'UTC', windows };
    return config.update({ active_hours: always });
  };

  it('of the look is followed at once, also for who is not signed in', async () => {
    for (const mode of ['dark', 'light', 'dark']) {
      await config.set({ theme: { mode } }, { merge: true });
      await scene.window.page
        .locator(`html[style*="color-scheme: ${mode};"]`)
        .waitFor({ state: 'attached' });
    }
    await scene.window.look('sign-in-dark');
    await config.set({ theme: { mode: 'light' } }, { merge: true });
  });

  it('of parts of the app that there are to be no more, while somebody looks', async () => {
    const { left } = scene.window;
    await enter(left);
    await left.getByRole('button', { name: 'Back' }).click();
    const group = left.getByRole('button', { name: 'Group', exact: true });
    await group.waitFor();
    await config.set({ features: { groups: false, nearby: false } }, { merge: true });
    await group.waitFor({ state: 'detached' });
    await left.getByRole('button', { name: 'People' }).click();
    await left.getByRole('button', { name: 'Find', exact: true }).first().waitFor();
    assert.equal(await left.getByRole('button', { name: 'Nearby' }).count(), 0);
    await config.set({ features: { groups: true, nearby: true } }, { merge: true });
    await left.getByRole('button', { name: 'Nearby' }).waitFor();
    await left.getByRole('button', { name: 'Chats' }).click();
    await left.locator('.row').click();
  });

  it('outside of active hours is in the place of the line to write in', async () => {
    const { left, right } = scene.window;
    await enter(right);
    const line = left.getByRole('textbox', { name: 'Message' });
    await line.fill('Early');
    const opens = Date.now() + DAY_MS;
    await open(opens, opens + DAY_MS);
    const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }).format(opens);
    await left.getByText(new RegExp(`opens on ${day} at \\d\\d:\\d\\d`)).waitFor();
    assert.equal(await line.count(), 0);
    await scene.window.look('closed');
  });

  it('and is over by itself when they begin', async () => {
    const { left, right } = scene.window;
    const opens = Date.now() + 3_000;
    await open(opens, opens + DAY_MS);
    await left.getByText(/opens at \d\d:\d\d/).waitFor();
    await left.getByRole('textbox', { name: 'Message' }).waitFor();
    assert.ok(Date.now() >= opens);
    await write(left, 'In time');
    await bubble(right, 'In time').waitFor();
  });

  it('is that an update is needed, where the page is older than the least version', async () => {
    const { page } = scene.window;
    const banner = page.getByText('An update is needed');
    assert.equal(await banner.count(), 0);
    await config.update({ 'min_app_version.web': '99.0.0' });
    await banner.waitFor();
    await page.getByText(/This page is version \d+\.\d+\.\d+, and 99\.0\.0 is asked for/).waitFor();
    await scene.window.look('update-needed');
    await config.update({ 'min_app_version.web': '0.0.1' });
    await banner.waitFor({ state: 'detached' });
  });
});
