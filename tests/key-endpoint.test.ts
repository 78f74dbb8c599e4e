import assert from 'node:assert/strict';

import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';

import { firebaseAccounts } from '../functions/src/edges/auth/firebase-accounts.ts';
import { localFcmAgent } from '../functions/src/edges/fcm/local-transport.ts';
import type { Accounts } from '../functions/src/modules/auth/accounts.ts';
import { restApp } from '../functions/src/wire/rest/app.ts';
import { startGoogleStandIn, type GoogleStandIn } from '../testkit/stand-ins/google/server.ts';
import { openWorld, type World } from '../testkit/world.ts';

/**
 * ID tokens of Firebase as in a deployment: signed, and checked against Google's keys. The Auth
 * emulator's are not signed, so the Admin SDK is told that there is none while it checks them.
 */
describe('the signature of a Firebase ID token', () => {
  let world: World;
  let google: GoogleStandIn;
  let real: Accounts;
  const emulator = process.env['FIREBASE_AUTH_EMULATOR_HOST'];
  before(async () => {
    google = await startGoogleStandIn();
    world = await openWorld();
    for (const uid of ['1', '2']) await world.addUser(uid);
    await world.call('1', 'createChat', { user_id: '2' });
    real = world.context.accounts;
  });
  beforeEach(() => {
    google.behave('OK');
    delete process.env['FIREBASE_AUTH_EMULATOR_HOST'];
    accountsAt(google.host);
  });
  afterEach(() => {
    process.env['FIREBASE_AUTH_EMULATOR_HOST'] = emulator;
  });
  after(async () => {
    await world.close();
    await google.stop();
  });

  let count = 0;
  /** An Admin SDK that has no keys yet and asks a server here for them. The world closes it. */
  const accountsAt = (host: string) => {
    count += 1;
    const options = { projectId: world.projectId, httpAgent: localFcmAgent(host) };
    const auth = getAuth(initializeApp(options, `keys-${count}-${world.projectId}`));
    const asking = firebaseAccounts(auth, world.context.hash, 300, world.log);
    world.context.accounts = { ...real, verifyIdToken: (token) => asking.verifyIdToken(token) };
  };
  const idToken = (
    claims: Record<string, string | number | null> = {},
    by?: 'other-key' | 'none',
  ) => {
    const iss = `https://securetoken.google.com/${world.projectId}`;
    const said = { iss, aud: world.projectId, azp: null, sub: '1', sid: 'test-session' };
    return google.mint({ ...said, ...claims }, by);
  };
  const createChat = async (token: string) => {
    const response = await restApp(world.context).request(
      '/chats',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"user_id":"2"}',
      },
      { incoming: { headers: {} } },
    );
    const { error } = (await response.json()) as { error?: { reason: string } };
    return [response.status, error?.reason];
  };

  it('is checked, with keys that are kept', async () => {
    assert.deepEqual(await createChat(idToken()), [200, undefined]);
    const asked = google.asked();
    google.behave('UNAVAILABLE');
    assert.deepEqual(await createChat(idToken()), [200, undefined]);
    assert.equal(google.asked(), asked);
  });

  it("that is not good is the sender's fault", async () => {
    const now = Math.floor(Date.now() / 1000);
    const good = idToken();
    const [head = '', body = '', signature = ''] = good.split('.');
    const changed = Buffer.from(JSON.stringify({ sub: '2' })).toString('base64url');
    const typed = Buffer.from('{"alg":"RS256","typ":"JWT","kid":"x"}').toString('base64url');
    const bad: [what: string, token: string, reason: string][] = [
      ['expired', idToken({ iat: now - 7200, exp: now - 3600 }), 'TOKEN_EXPIRED'],
      ['of another project', idToken({ aud: 'other' }), 'TOKEN_MALFORMED'],
      ['of another issuer', idToken({ iss: 'https://evil.example' }), 'TOKEN_MALFORMED'],
      ['of nobody', idToken({ sub: null }), 'TOKEN_MALFORMED'],
      ['by another key', idToken({}, 'other-key'), 'TOKEN_MALFORMED'],
      ['not signed', idToken({}, 'none'), 'TOKEN_MALFORMED'],
      ['changed', [head, changed, signature].join('.'), 'TOKEN_MALFORMED'],
      ['without a signature', `${head}.${body}.`, 'TOKEN_MALFORMED'],
      ['truncated', good.slice(0, -20), 'TOKEN_MALFORMED'],
      [
        'not JSON within',
        `${typed}.${Buffer.from('no').toString('base64url')}.x`,
        'TOKEN_MALFORMED',
      ],
      ['not JSON', 'a.b.c', 'TOKEN_MALFORMED'],
      ['no token', 'x', 'TOKEN_MALFORMED'],
    ];
    for (const [what, token, reason] of bad) {
      assert.deepEqual(await createChat(token), [401, reason], what);
    }
    google.behave('NO_KEYS');
    accountsAt(google.host);
    assert.deepEqual(await createChat(good), [401, 'TOKEN_MALFORMED'], 'its key is gone');
  });

  it('that cannot be checked is not', async () => {
    const unavailable = async (what: string) => {
      assert.deepEqual(await createChat(idToken()), [503, 'UPSTREAM_UNAVAILABLE'], what);
      const body = { token: idToken() };
      assert.equal((await world.rest('POST', '/api-token-verify', { body })).status, 503, what);
    };
    for (const answer of ['UNAVAILABLE', 'NO_JSON'] as const) {
      google.behave(answer);
      await unavailable(answer);
    }
    google.behave('OK', 60_000);
    await unavailable('no answer in time');
    google.behave('OK');
    assert.deepEqual(await createChat(idToken()), [200, undefined]);

    const gone = await startGoogleStandIn();
    await gone.stop();
    accountsAt(gone.host);
    await unavailable('nobody listens');
    const logged = world.log.lines.filter(({ level }) => level === 'warn');
    assert.ok(logged.length > 0);
    assert.ok(!JSON.stringify(logged).includes('eyJ'));
  });
});
