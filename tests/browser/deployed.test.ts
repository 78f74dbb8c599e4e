import assert from 'node:assert/strict';

import type { BrowserContext } from 'playwright-core';

import { readFirebaseConfig } from '../../scripts/lib/firebase-config.ts';
import { ROOT } from '../../scripts/lib/paths.ts';
import { setBrowser, type Window } from './window.ts';

/** What each page may read. */
const READABLE = { 'access-control-allow-origin': '*' };

describe('the page as it is deployed', function () {
  this.timeout(60_000);
  const open = setBrowser();
  let window: Window;
  let listening: Promise<unknown>;
  /** Hosts of Google that it has asked. */
  const asked = new Set<string>();

  /** Serves the page under the headers of firebase.json, and for a project in the place of emulators. */
  const prepare = async (context: BrowserContext): Promise<void> => {
    const headers =
      readFirebaseConfig(ROOT).hosting?.headers?.flatMap((rule) => rule.headers) ?? [];
    const policy = headers.find(({ key }) => key === 'Content-Security-Policy');
    assert.ok(policy);
    await context.route(/:\d+\/$/, async (route) => {
      const response = await route.fetch();
      const deployed = { ...response.headers(), 'content-security-policy': policy.value };
      await route.fulfill({ response, headers: deployed });
    });
    await context.route('**/settings.json', (route) => route.fulfill({ json: {} }));
    await context.route('**/__/firebase/init.json', (route) =>
      route.fulfill({ json: { projectId: 'team-chat', apiKey: 'public', appId: '1:2:web:3' } }),
    );
    listening = context.waitForEvent('request', (request) =>
      /projects(%2F|\/)team-chat/.test(request.url()),
    );
    await context.route(/googleapis\.com|cloudfunctions\.net/, (route) => {
      const { hostname } = new URL(route.request().url());
      asked.add(hostname);
      if (!hostname.endsWith('cloudfunctions.net')) return route.abort();
      const session = { firebase_token: 'custom', refresh_token: 'refresh' };
      return route.fulfill({ headers: READABLE, json: { result: session } });
    });
  };

  before(async () => {
    window = await open({ prepare });
    // Google does not answer here. The SDK of Firestore then looks whether the network is there at all, and
    // goes on as before whatever it finds.
    window.expects(/ERR_FAILED|www\.google\.com\/images\/cleardot/);
  });

  it('takes the project that Hosting serves it for, and offers what works there', async () => {
    const { left } = window;
    const ways = left.getByRole('group', { name: 'Way in' }).getByRole('button');
    await ways.first().waitFor();
    assert.deepEqual(await ways.allInnerTexts(), ['Email', 'Phone']);
    assert.equal(await left.getByRole('button', { name: /^Sign in as/ }).count(), 0);
    await listening;
  });

  it('may ask the functions, Auth and Firestore of that project, and nobody else', async () => {
    const { page, left } = window;
    await left.getByRole('textbox', { name: 'Email' }).fill('ann@example.com');
    await left.getByLabel('Password').fill('otter-lantern-quartz');
    const auth = page.waitForRequest(/identitytoolkit/);
    await left.getByRole('button', { name: 'Sign in by email' }).click();
    await auth;
    await left.getByRole('alert').waitFor();
    assert.deepEqual([...asked].toSorted(), [
      'firestore.googleapis.com',
      'identitytoolkit.googleapis.com',
      'us-central1-team-chat.cloudfunctions.net',
    ]);
    const elsewhere = page.evaluate(() => fetch('https://example.com/').then(() => 'answered'));
    await assert.rejects(elsewhere, /Failed to fetch/);
    window.expects(/example\.com\S* .*Content Security Policy/);
  });
});
