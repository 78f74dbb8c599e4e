import assert from 'node:assert/strict';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { startGoogleStandIn, type GoogleStandIn } from '../testkit/stand-ins/google/server.ts';
import type { IdTokenClaims } from '../testkit/stand-ins/google/tokens.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

const [IOS, WEB] = ['ios.apps.googleusercontent.com', 'web.apps.googleusercontent.com'];

describe('signing in with Google', () => {
  let google: GoogleStandIn;
  let world: World;
  before(async () => {
    google = await startGoogleStandIn();
    const config = { GOOGLE_CLIENT_IDS: ` ${IOS}, ${WEB},`, google_emulator_host: google.host };
    world = await openWorld({ config });
  });
  after(async () => {
    await world.close();
    await google.stop();
  });

  let count = 0;
  const person = (claims: IdTokenClaims = {}) => {
    count += 1;
    const own = { sub: `10000000${count}`, email: `p${count}@gmail.com` };
    return { aud: IOS, email_verified: true, ...claims, ...own };
  };
  const signIn = (id_token: string, nonce?: string) =>
    world.call<Session>(null, 'signInWithGoogle', { id_token, ...(nonce && { nonce }) });
  const refused = (call: Promise<unknown>) =>
    refuses(call, 'unauthenticated', 'CREDENTIALS_INVALID');

  it('makes an account with the verified address and the name, once', async () => {
    const ada = person({ name: 'Ada King', picture: 'https://lh3.googleusercontent.com/a/ada' });
    const first = await signIn(google.mint(ada));
    const { id, ...user } = first.user;
    assert.match(id, /^[A-Za-z0-9]{20}$/);
    assert.deepEqual(user, {
      username: 'ada_king',
      display_name: 'Ada King',
      photo_url: 'https://lh3.googleusercontent.com/a/ada',
      about: '',
      email: ada.email,
      phone: null,
      is_admin: false,
      is_new: true,
    });
    const again = await signIn(google.mint({ ...ada, aud: WEB }));
    assert.equal(again.user.id, id);
    assert.equal(again.user.is_new, false);

    const account = await world.auth.getUser(id);
    assert.equal(account.emailVerified, true);
    const linked = account.providerData.map(({ providerId, uid }) => [providerId, uid]);
    assert.deepEqual(linked, [['google.com', ada.sub]]);
    assert.deepEqual((await world.read(`users/${id}/private/account`))?.['providers'], [
      'google.com',
    ]);
  });

  it('takes a name of any length and any characters, in the form of ours', async () => {
    for (const [name, shown] of [
      ['a\ud800b', 'a\ufffdb'],
      ['x'.repeat(5000), 'x'.repeat(100)],
      [`${'x'.repeat(99)}😀`, 'x'.repeat(99)],
    ] as const) {
      const ada = person({ name, picture: 'https://a.example/\ud800' });
      const first = await signIn(google.mint(ada));
      assert.deepEqual([first.user.display_name, first.user.photo_url], [shown, null]);
      assert.equal((await signIn(google.mint(ada))).user.display_name, shown);
    }
  });

  it('works over REST, with and without the slash', async () => {
    const id_token = google.mint(person());
    for (const path of ['/google-auth/', '/google-auth']) {
      const { status, body } = await world.rest('POST', path, { body: { id_token } });
      assert.equal(status, 200);
      assert.ok(typeof body['refresh_token'] === 'string');
    }
    const { status, body } = await world.rest('POST', '/google-auth/', { body: { id_token: 'x' } });
    assert.equal(status, 401);
    assert.equal((body['error'] as { reason: string }).reason, 'CREDENTIALS_INVALID');
  });

  it('refuses every token that is not good, alike, and makes no account', async () => {
    const now = Math.floor(Date.now() / 1000);
    const ada = person();
    const good = google.mint(ada);
    const [head = '', body = '', signature = ''] = good.split('.');
    const changed = Buffer.from(JSON.stringify({ ...ada, sub: '1' })).toString('base64url');
    const HS256 = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');
    const bad: [string, string][] = [
      ['expired', google.mint({ ...ada, iat: now - 7200, exp: now - 3600 })],
      ['expired, but within what the library forgives', google.mint({ ...ada, exp: now - 60 })],
      ['of the future', google.mint({ ...ada, iat: now + 3600, exp: now + 7200 })],
      ['good for too long', google.mint({ ...ada, exp: now + 10 * 86_400 })],
      ['for another audience', google.mint({ ...ada, aud: 'other.apps.googleusercontent.com' })],
      ['for no audience', google.mint({ ...ada, aud: null })],
      ['of another issuer', google.mint({ ...ada, iss: 'https://accounts.evil.example' })],
      ['of no issuer', google.mint({ ...ada, iss: null })],
      ['by a key that is not published', google.mint(ada, 'unpublished')],
      ["by another key under a published key's id", google.mint(ada, 'other-key')],
      ['not signed', google.mint(ada, 'none')],
      ['of another algorithm', [HS256, body, signature].join('.')],
      ['changed', [head, changed, signature].join('.')],
      ['truncated', good.slice(0, -20)],
      ['without a signature', `${head}.${body}.`],
      ['without a subject', google.mint({ ...ada, sub: null })],
      ['without an end', google.mint({ ...ada, exp: null })],
      ['not a token', 'x'],
      ['not JSON', 'a.b.c'],
    ];
    for (const [, token] of bad) await refused(signIn(token));
    await assert.rejects(world.auth.getUserByEmail(ada.email));
    await signIn(good);
  });

  it('takes the clock and the leeway of the deployment', async () => {
    const token = google.mint({ ...person(), exp: world.clock.now().seconds + 3600 });
    world.clock.advance(3600 + 29);
    await signIn(token);
    world.clock.advance(1);
    await refused(signIn(token));
    world.clock.advance(-3600 - 30);
  });

  it('compares the nonce where one is given', async () => {
    const ada = person();
    const token = google.mint({ ...ada, nonce: 'n1' });
    await signIn(token, 'n1');
    await refused(signIn(token, 'n2'));
    await refused(signIn(google.mint(ada), 'n1'));
  });

  it('names the fields of bad input', async () => {
    const cases: [object, string[]][] = [
      [{}, ['id_token']],
      [{ id_token: '' }, ['id_token']],
      [{ id_token: 7 }, ['id_token']],
      [{ id_token: 'x'.repeat(8193) }, ['id_token']],
      [{ id_token: 'x', nonce: '' }, ['nonce']],
      [{ id_token: 'x', access_token: 'y' }, ['access_token']],
    ];
    for (const [input, fields] of cases) {
      const call = world.call(null, 'signInWithGoogle', input);
      await refuses(call, 'invalid-argument', 'FIELDS_INVALID', fields);
    }
  });

  it('is refused to a blocked user', async () => {
    const ada = person();
    const { user } = await signIn(google.mint(ada));
    await world.auth.updateUser(user.id, { disabled: true });
    await refuses(signIn(google.mint(ada)), 'unauthenticated', 'USER_DISABLED');
  });

  it('costs 14 operations the first time, with a proven address, its limit included, then 5', async () => {
    const token = google.mint(person());
    const { cost: first } = await world.measure(() => signIn(token));
    assert.deepEqual(first, { reads: 6, writes: 8, deletes: 0, invocations: 0 });
    const { cost: then } = await world.measure(() => signIn(token));
    assert.deepEqual(then, { reads: 3, writes: 2, deletes: 0, invocations: 0 });
  });

  it('logs no token', async () => {
    const lines = JSON.stringify(world.log.lines);
    assert.ok(!lines.includes('eyJ') && !lines.includes('gmail.com'), lines);
  });
});

describe("when Google's keys cannot be had", () => {
  let google: GoogleStandIn;
  let world: World;
  before(async () => {
    google = await startGoogleStandIn({ max_age_seconds: 0 });
    const config = { GOOGLE_CLIENT_IDS: IOS, google_emulator_host: google.host };
    world = await openWorld({ config, outside_limit_ms: 300 });
  });
  after(async () => {
    await world.close();
    await google.stop();
  });
  const signIn = () =>
    world.call<Session>(null, 'signInWithGoogle', {
      id_token: google.mint({ aud: IOS, sub: '1' }),
    });

  it('says so, and works again when they can', async () => {
    google.behave('UNAVAILABLE');
    await refuses(signIn(), 'unavailable', 'UPSTREAM_UNAVAILABLE');
    google.behave('OK', 60_000);
    await refuses(signIn(), 'unavailable', 'UPSTREAM_UNAVAILABLE');
    google.behave('OK');
    assert.equal((await signIn()).user.is_new, true);
  });

  it('asks for them once for each token, where they may not be kept', async () => {
    const before = google.asked();
    await signIn();
    assert.equal(google.asked(), before + 1);
  });

  it('refuses a token whose key is gone', async () => {
    google.behave('NO_KEYS');
    await refuses(signIn(), 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  it('is off where no client id is set', async () => {
    const off = await openWorld();
    const call = off.call(null, 'signInWithGoogle', { id_token: 'x' });
    await refuses(call, 'failed-precondition', 'SIGN_IN_METHOD_OFF');
    await off.close();
  });
});
