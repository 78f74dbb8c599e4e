import assert from 'node:assert/strict';

import type { Session } from '../functions/src/modules/auth/model.ts';
import type { FacebookToken } from '../testkit/stand-ins/facebook/graph.ts';
import {
  startFacebookStandIn,
  type FacebookStandIn,
} from '../testkit/stand-ins/facebook/server.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

describe('signing in with Facebook', () => {
  let facebook: FacebookStandIn;
  let world: World;
  let other: FacebookStandIn;
  before(async () => {
    facebook = await startFacebookStandIn();
    other = await startFacebookStandIn({ app: { id: facebook.app.id, secret: 'another' } });
    world = await openWorld({ config: configOf(facebook), outside_limit_ms: 300 });
  });
  afterEach(() => facebook.behave('*', 'OK'));
  after(async () => {
    await world.close();
    await Promise.all([facebook.stop(), other.stop()]);
  });

  const configOf = ({ app, host }: FacebookStandIn) => ({
    FACEBOOK_APP_ID: app.id,
    FACEBOOK_APP_SECRET: `${facebook.app.secret}\n`,
    facebook_emulator_host: host,
  });
  let count = 0;
  /** A token of a person nobody has seen yet. */
  const login = (token: Partial<FacebookToken> = {}): string => {
    count += 1;
    const access_token = `EAAB-secret-${count}`;
    facebook.addToken(access_token, { user_id: `20000${count}`, ...token });
    return access_token;
  };
  const signIn = (access_token: string) =>
    world.call<Session>(null, 'signInWithFacebook', { access_token });
  const refused = (call: Promise<unknown>) =>
    refuses(call, 'unauthenticated', 'CREDENTIALS_INVALID');

  it('makes an account without an address, once', async () => {
    const access_token = login({ user_id: '777', name: 'Grace Hopper', email: 'grace@gmail.com' });
    const first = await signIn(access_token);
    const { id, ...user } = first.user;
    assert.match(id, /^[A-Za-z0-9]{20}$/);
    assert.deepEqual(user, {
      username: 'grace_hopper',
      display_name: 'Grace Hopper',
      photo_url: null,
      about: '',
      email: null,
      phone: null,
      is_admin: false,
      is_new: true,
    });
    const again = await signIn(login({ user_id: '777' }));
    assert.equal(again.user.id, id);
    assert.equal(again.user.is_new, false);
    const linked = (await world.auth.getUser(id)).providerData;
    assert.deepEqual(
      linked.map(({ providerId, uid }) => [providerId, uid]),
      [['facebook.com', '777']],
    );
  });

  it('takes a name of any length and any characters, in the form of ours', async () => {
    for (const [name, shown] of [
      ['a\ud800b', 'a\ufffdb'],
      ['x'.repeat(5000), 'x'.repeat(100)],
    ] as const) {
      const access_token = login({ name });
      for (let times = 0; times < 2; times += 1) {
        assert.equal((await signIn(access_token)).user.display_name, shown);
      }
    }
  });

  it('works over REST, with and without the slash', async () => {
    const access_token = login();
    for (const path of ['/facebook-auth/', '/facebook-auth']) {
      assert.equal((await world.rest('POST', path, { body: { access_token } })).status, 200);
    }
    const bad = await world.rest('POST', '/facebook-auth', { body: { access_token: 'x' } });
    assert.equal(bad.status, 401);
    assert.equal((bad.body['error'] as { reason: string }).reason, 'CREDENTIALS_INVALID');
  });

  it('refuses every token that is not good, alike, and makes no account', async () => {
    const now = world.clock.now().seconds;
    const bad: Partial<FacebookToken>[] = [
      { is_valid: false },
      { app_id: '999' },
      { type: 'PAGE' },
      { expires_at: now - 1 },
      { expires_at: now },
      { data_access_expires_at: now - 1 },
      { scopes: ['email'] },
      { scopes: [] },
      { user_id: '' },
      { user_id: '../1' },
      { profile_id: '1' },
      { revoked: true },
    ];
    for (const token of bad) await refused(signIn(login({ user_id: '888', ...token })));
    await refused(signIn('unknown'));
    await assert.rejects(world.auth.getUserByProviderUid('facebook.com', '888'));
    await signIn(login({ user_id: '888', expires_at: now + 60 }));
  });

  it('says so when Facebook does not answer, fails, limits us or answers nonsense', async () => {
    const access_token = login();
    for (const path of ['debug_token', 'me']) {
      for (const [answer, delay_ms] of [
        ['OK', 60_000],
        ['UNAVAILABLE', 0],
        ['TOO_MANY_CALLS', 0],
        ['NO_JSON', 0],
      ] as const) {
        facebook.behave(path, answer, delay_ms);
        await refuses(signIn(access_token), 'unavailable', 'UPSTREAM_UNAVAILABLE');
      }
      facebook.behave(path, 'OK');
    }
    assert.equal((await signIn(access_token)).user.is_new, true);
  });

  it('gives Facebook one time limit for all that it is asked', async () => {
    // Each answer in time, both together not.
    for (const path of ['debug_token', 'me']) facebook.behave(path, 'OK', 200);
    await refuses(signIn(login()), 'unavailable', 'UPSTREAM_UNAVAILABLE');
    for (const path of ['debug_token', 'me']) facebook.behave(path, 'OK');
  });

  it('is unavailable where our own secret is wrong, or nobody listens', async () => {
    const gone = await startFacebookStandIn();
    await gone.stop();
    for (const { host } of [other, gone]) {
      const config = { ...configOf(facebook), facebook_emulator_host: host };
      const broken = await openWorld({ config });
      const call = broken.call(null, 'signInWithFacebook', { access_token: login() });
      await refuses(call, 'unavailable', 'UPSTREAM_UNAVAILABLE');
      assert.ok(broken.log.lines.some(({ level }) => level === 'warn'));
      assert.ok(!JSON.stringify(broken.log.lines).includes('secret'));
      await broken.close();
    }
  });

  it('is off where no app is set, or its secret is missing', async () => {
    for (const config of [{}, { FACEBOOK_APP_ID: '1' }]) {
      const off = await openWorld({ config });
      const call = off.call(null, 'signInWithFacebook', { access_token: 'x' });
      await refuses(call, 'failed-precondition', 'SIGN_IN_METHOD_OFF');
      await off.close();
    }
  });

  it('names the fields of bad input', async () => {
    const cases: [object, string[]][] = [
      [{}, ['access_token']],
      [{ access_token: '' }, ['access_token']],
      [{ access_token: 'x'.repeat(4097) }, ['access_token']],
      [{ access_token: 'x', email: 'a@example.com' }, ['email']],
    ];
    for (const [input, fields] of cases) {
      const call = world.call(null, 'signInWithFacebook', input);
      await refuses(call, 'invalid-argument', 'FIELDS_INVALID', fields);
    }
  });

  it('costs 13 operations the first time, its limit included, then 5', async () => {
    const access_token = login();
    const { cost: first } = await world.measure(() => signIn(access_token));
    assert.deepEqual(first, { reads: 6, writes: 7, deletes: 0, invocations: 0 });
    const { cost: then } = await world.measure(() => signIn(access_token));
    assert.deepEqual(then, { reads: 3, writes: 2, deletes: 0, invocations: 0 });
  });

  it('logs no token, no secret and no address', () => {
    const lines = JSON.stringify(world.log.lines);
    for (const secret of ['EAAB', facebook.app.secret, 'gmail.com']) {
      assert.ok(!lines.includes(secret), secret);
    }
  });
});
