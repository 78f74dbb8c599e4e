import { initializeApp } from 'firebase-admin/app';
import { getFirestore, type DocumentData, type DocumentReference } from 'firebase-admin/firestore';
import type { Browser } from 'playwright-core';

import { suiteProject } from '../../testkit/hosts.ts';
import { keepFailure, openWindow, startBrowser, type Window } from './browser.ts';

describe('the look of the page', function () {
  this.timeout(60_000);
  let browser: Browser;
  let window: Window;
  let config: DocumentReference;
  let earlier: DocumentData | undefined;

  before(async () => {
    config = getFirestore(initializeApp({ projectId: suiteProject() }, 'browser-theme')).doc(
      'config/client',
    );
    earlier = (await config.get()).data();
    browser = await startBrowser();
    window = await openWindow(browser);
  });
  afterEach(function () {
    return keepFailure(this);
  });
  after(async () => {
    if (earlier === undefined) await config?.delete();
    else await config?.set(earlier);
    await browser?.close();
  });

  it('follows config/client at once, also for who is not signed in', async () => {
    for (const mode of ['dark', 'light', 'dark']) {
      await config.set({ theme: { mode } }, { merge: true });
      await window.page
        .locator(`html[style*="color-scheme: ${mode};"]`)
        .waitFor({ state: 'attached' });
    }
    await window.look('sign-in-dark');
    await window.close();
  });
});
