import assert from 'node:assert/strict';
import { randomBytes, randomInt } from 'node:crypto';

import type { RawConfig } from '../functions/src/config/config.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import { systemRandom } from '../functions/src/kernel/random.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import { openClient } from '../testkit/client.ts';
import { startFederatedStandIns, type FederatedStandIns } from '../testkit/stand-ins/federated.ts';
import { openWorld, type RestAnswer, type World } from '../testkit/world.ts';
import { codeIn } from './helpers.ts';

const AUDIENCE = 'ios.apps.googleusercontent.com';
/** Nobody listens there. */
const DEAD = '127.0.0.1:9';

/** What a run must not log, by what it is. */
class Secrets {
  readonly #known: [what: string, text: string][] = [];

  /** Remembers a secret; of a token its parts too, each of which is worth something to a thief. */
  keep<T extends string>(what: string, text: T): T {
    this.#known.push([what, text]);
    if (what.includes('token')) {
      for (const part of text.split('.').filter((one) => one.length > 30)) {
        this.#known.push([`a part of ${what}`, part]);
      }
    }
    return text;
  }

  get count(): number {
    return this.#known.length;
  }

  /** What of them stands in a text, in whatever way it was written there. */
  foundIn(text: string): string[] {
    return this.#known
      .filter(([, secret]) =>
        /^\+?\d+$/.test(secret)
          ? new RegExp(`(?<!\\d)${secret.replace('+', '')}(?!\\d)`).test(text)
          : [secret, encodeURIComponent(secret)].some((form) => text.includes(form)),
      )
      .map(([what, secret]) => `${what}: ${secret}`);
  }
}

type Answer = { status: number; body: Record<string, unknown> };

/**
 * Every way in and its failures, by the real handlers of the callables over HTTP and by REST; then all
 * that was logged and all that the process printed, the SDKs' lines included.
 */
describe('the log of a full run', function () {
  this.timeout(60_000);
  const secrets = new Secrets();
  const logged: string[] = [];
  let providers: FederatedStandIns;
  let world: World;
  before(async () => {
    const secret = secrets.keep('the app secret', randomBytes(16).toString('hex'));
    providers = await startFederatedStandIns(AUDIENCE, {
      google: { max_age_seconds: 0 },
      facebook: { app: { id: '1000000000000001', secret } },
    });
  });
  after(() => providers.stop());

  const unique = () => systemRandom.id().toLowerCase();
  const newEmail = () => secrets.keep('an address', `who-${unique()}@mail.example`);
  const newPassword = () => secrets.keep('a password', `pass ${unique()} phrase`);
  const newPhone = () => secrets.keep('a number', `+1202${200_0000 + randomInt(700_0000)}`);
  const keepSession = (answer: Answer): Session => {
    assert.ok(answer.status < 300, JSON.stringify(answer.body));
    const session = answer.body as unknown as Session;
    for (const name of ['token', 'refresh_token', 'firebase_token'] as const) {
      secrets.keep(name, session[name]);
    }
    return session;
  };
  const refusedWith = (answer: Answer, reason: string): void => {
    assert.equal(answer.body['reason'], reason, JSON.stringify(answer));
  };

  let host = '';
  /** A callable over HTTP, as a client sends it. */
  const call = async (name: string, data: object, id_token?: string): Promise<Answer> => {
    const response = await fetch(`http://${host}/${name}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-forwarded-for': `203.0.113.${randomInt(250)}`,
        'x-firebase-appcheck': secrets.keep('an App Check token', `x.${unique()}${unique()}.y`),
        ...(id_token !== undefined && { authorization: `Bearer ${id_token}` }),
      },
      body: JSON.stringify({ data }),
    });
    const { result, error } = (await response.json()) as {
      result?: Answer['body'];
      error?: { details?: Answer['body'] };
    };
    return { status: response.status, body: result ?? error?.details ?? {} };
  };
  const rest = async (path: string, body: unknown, token?: string): Promise<Answer> => {
    const answer: RestAnswer = await world.rest('POST', path, {
      body,
      ...(token !== undefined && { token }),
    });
    const error = answer.body['error'] as Answer['body'] | undefined;
    return { status: answer.status, body: error ?? answer.body };
  };

  /** Runs in a world of its own; what that logs and prints is kept. */
  async function run(act: () => Promise<void>, config: Partial<RawConfig> = {}): Promise<void> {
    const { output } = await printedBy(async () => {
      world = await openWorld({
        config: { ...providers.config, ...config },
        outside_limit_ms: 500,
      });
      const server = await serveCallables(defineFunctions(() => world.context));
      host = server.host;
      try {
        await act();
      } finally {
        await server.stop();
        await world.close();
      }
    });
    logged.push(output, ...world.log.lines.map((line) => JSON.stringify(line)));
  }
  /** How many lines there were of something, so that a test knows that it made them. */
  const linesWith = (text: string): number => logged.filter((line) => line.includes(text)).length;

  it('registers, and signs in by password, rightly and wrongly', () =>
    run(async () => {
      const [email, password] = [newEmail(), newPassword()];
      const username = `u_${unique().slice(0, 12)}`;
      keepSession(await call('registerWithEmail', { email, password, username }));
      const more = { password, username: `${username}_2` };
      refusedWith(await call('registerWithEmail', { email, ...more }), 'EMAIL_TAKEN');
      refusedWith(await rest('/users/register', { email, ...more }), 'EMAIL_TAKEN');
      const common = { email: newEmail(), username: 'somebody', password: 'password1' };
      refusedWith(await call('registerWithEmail', common), 'PASSWORD_TOO_COMMON');
      keepSession(await call('signInWithEmail', { email, password }));
      keepSession(await rest('/api-token-auth/', { username, password }));
      for (let time = 0; time < 12; time += 1) {
        const wrong = await rest('/users/login', { email, password: newPassword() });
        assert.ok(['CREDENTIALS_INVALID', 'RATE_LIMITED'].includes(`${wrong.body['reason']}`));
      }
      const unknown = { email: newEmail(), password };
      refusedWith(await call('signInWithEmail', unknown), 'CREDENTIALS_INVALID');
      refusedWith(
        await call('signInWithEmail', { email, password, [password]: 1 }),
        'FIELDS_INVALID',
      );
      refusedWith(await rest('/users/login', `{"password":"${password}`), 'BODY_NOT_JSON');
      const large = { email, password: password.repeat(10_000) };
      refusedWith(await rest('/users/login', large), 'BODY_TOO_LARGE');
    }));

  it('resets, sets and proves by mail', () =>
    run(async () => {
      const [email, password, next] = [newEmail(), newPassword(), newPassword()];
      const registered = { email, password, username: `u_${unique().slice(0, 12)}` };
      const session = keepSession(await call('registerWithEmail', registered));
      for (const to of [email, newEmail()]) {
        assert.equal((await rest('/password-reset/', { email: to })).status, 202);
      }
      const { token } = session;
      assert.equal((await rest('/email-verification', {}, token)).status, 202);
      const codes = (await world.mails(email)).map((mail) => codeIn(mail));
      assert.equal(codes.length, 2);
      for (const oob_code of codes) secrets.keep('a code', oob_code);
      const oob_code = codes.find((_, index) => index === 1);
      assert.equal((await rest('/email-verification', { oob_code }, token)).status, 200);
      const wrong = { current_password: newPassword(), password: next };
      world.clock.advance(301);
      refusedWith(await rest('/password-set', wrong, token), 'PASSWORD_WRONG');
      const right = { current_password: password, password: next };
      assert.equal((await rest('/password-set', right, token)).status, 200);
      const used = { oob_code: codes[0], new_password: newPassword() };
      assert.ok((await call('confirmPasswordReset', used)).status <= 400);
      refusedWith(await call('confirmPasswordReset', used), 'OOB_CODE_INVALID');
    }));

  it('signs in by phone, with right, wrong and old codes, and while Twilio fails', () =>
    run(async () => {
      const phone = newPhone();
      const start = async () => {
        const { body } = await call('startPhoneAuth', { phone });
        const { challenge_id } = body as { challenge_id: string };
        const code = secrets.keep('a code', await world.sms.code(phone));
        return { challenge_id, code };
      };
      const first = await start();
      const wrong = { ...first, code: first.code === '000000' ? '000001' : '000000' };
      refusedWith(await call('verifyPhoneAuth', wrong), 'OTP_INVALID');
      keepSession(await call('verifyPhoneAuth', first));
      refusedWith(await rest('/phone-auth', first), 'OTP_EXPIRED');
      world.clock.advance(86_400);
      const late = await start();
      world.clock.advance(301);
      refusedWith(await call('verifyPhoneAuth', late), 'OTP_EXPIRED');
      refusedWith(await call('startPhoneAuth', { phone: '12' }), 'FIELDS_INVALID');
      for (const answer of ['INVALID_NUMBER', 'UNAUTHENTICATED', 'UNAVAILABLE'] as const) {
        const other = newPhone();
        await world.sms.behave(other, { answer });
        const refused = await rest('/phone-auth/', { phone: other });
        assert.ok(refused.status >= 400 || answer === 'INVALID_NUMBER', answer);
      }
    }));

  it('signs in with Google and Facebook, with good and bad tokens, and while they fail', () =>
    run(async () => {
      const claims = {
        aud: AUDIENCE,
        sub: unique(),
        email: newEmail(),
        email_verified: true,
        name: 'Ada',
      };
      const mint = (by: 'published' | 'unpublished' = 'published', more = {}) =>
        secrets.keep('an id_token', providers.google.mint({ ...claims, ...more }, by));
      const id_token = mint();
      keepSession(await call('signInWithGoogle', { id_token }));
      for (const bad of [mint('unpublished'), mint('published', { aud: 'other' }), `${mint()}x`]) {
        refusedWith(await rest('/google-auth', { id_token: bad }), 'CREDENTIALS_INVALID');
      }
      providers.google.behave('UNAVAILABLE');
      refusedWith(await call('signInWithGoogle', { id_token: mint() }), 'UPSTREAM_UNAVAILABLE');
      providers.google.behave('OK');

      const login = (token: object = {}): string => {
        const access_token = secrets.keep('an access_token', `EAAB${unique()}${unique()}`);
        const email = newEmail();
        providers.facebook.addToken(access_token, {
          user_id: `${10 ** 9 + count++}`,
          email,
          ...token,
        });
        return access_token;
      };
      let count = 0;
      keepSession(await call('signInWithFacebook', { access_token: login() }));
      const bad = login({ is_valid: false });
      refusedWith(await rest('/facebook-auth', { access_token: bad }), 'CREDENTIALS_INVALID');
      for (const answer of ['UNAVAILABLE', 'NO_JSON', 'TOO_MANY_CALLS'] as const) {
        providers.facebook.behave('*', answer);
        const access_token = login();
        refusedWith(await call('signInWithFacebook', { access_token }), 'UPSTREAM_UNAVAILABLE');
      }
      providers.facebook.behave('*', 'OK');
    }));

  it('takes and refuses tokens, rotates them and finds a stolen one', () =>
    run(async () => {
      const [email, password] = [newEmail(), newPassword()];
      const account = { email, password, username: `u_${unique().slice(0, 12)}` };
      const first = keepSession(await call('registerWithEmail', account));
      const client = await openClient(world.hosts, world.projectId, first.firebase_token);
      const id_token = secrets.keep(
        'an ID token',
        (await client.auth.currentUser?.getIdToken()) ?? '',
      );
      await client.close();
      // The emulator's tokens are of another project than the world's: refused, which is what counts here.
      for (const token of [id_token, `${id_token}x`, 'Bearer', id_token.slice(0, -90)]) {
        await call('listSessions', {}, token);
        await call('signInWithFirebase', {}, token);
        await rest('/firebase-auth', {}, token);
        await rest('/chats', { user_id: '1' }, token);
        await call('verifySession', { token: `${token}x` });
      }
      const { refresh_token } = first;
      const second = keepSession(await call('refreshSession', { refresh_token }));
      keepSession(await rest('/api-token-refresh', { refresh_token: second.refresh_token }));
      refusedWith(await rest('/api-token-refresh', { refresh_token }), 'REFRESH_TOKEN_INVALID');
      const made_up = `${second.refresh_token.slice(0, -8)}AAAAAAAA`;
      refusedWith(
        await call('refreshSession', { refresh_token: made_up }),
        'REFRESH_TOKEN_INVALID',
      );
      const again = keepSession(await call('signInWithEmail', { email, password }));
      await call('signOut', { refresh_token: again.refresh_token });
      const forged = `${again.token.slice(0, -10)}AAAAAAAAAA`;
      for (const token of [again.token, forged]) await rest('/chats', { user_id: '1' }, token);
    }));

  it('makes the first admin', () => {
    const [phone, secret] = [newPhone(), newPassword()];
    return run(
      async () => {
        await world.auth.createUser({ uid: 'owner', phoneNumber: phone });
        const signIn = (password: string) => ({ username: 'admin', password });
        refusedWith(await rest('/users/login', signIn(newPassword())), 'CREDENTIALS_INVALID');
        const { user } = keepSession(await call('signInWithEmail', signIn(secret)));
        secrets.keep('an address', user.email ?? '');
      },
      { PROJECT_ADMIN_DETAIL: phone, PROJECT_ADMIN_DEFAULT_SECRET: secret },
    ).then(() => assert.ok(linesWith('is that of another account') > 0));
  });

  it('fails, because nobody answers where passwords and accounts are', async () => {
    const accounts = process.env['FIREBASE_AUTH_EMULATOR_HOST'];
    // The Admin SDK reads it when the world is opened.
    process.env['FIREBASE_AUTH_EMULATOR_HOST'] = DEAD;
    try {
      await run(async () => {
        const [email, password] = [newEmail(), newPassword()];
        const input = { email, password, username: 'somebody' };
        assert.ok((await rest('/users/login', { email, password })).status >= 500);
        assert.ok((await call('signInWithEmail', { email, password })).status >= 500);
        assert.ok((await rest('/users/register', input)).status >= 500);
        assert.ok((await call('requestPasswordReset', { email })).status >= 500);
      });
    } finally {
      process.env['FIREBASE_AUTH_EMULATOR_HOST'] = accounts;
    }
    assert.ok(linesWith('A REST request failed') > 0);
    assert.ok(linesWith('A callable failed') > 0);
  });

  it('delivers a push, and fails to', () =>
    run(async () => {
      for (const uid of ['1', '2']) await world.addUser(uid);
      const { chat_id } = await world.call<{ chat_id: string }>('1', 'createChat', {
        user_id: '2',
      });
      const token = secrets.keep('a device token', `fcm-${randomBytes(40).toString('base64url')}`);
      await world.call('2', 'registerDevice', { device_id: 'd', token, platform: 'ios' });
      for (const answer of ['OK', 'INVALID_ARGUMENT', 'UNREGISTERED'] as const) {
        if (answer !== 'OK') await world.inbox.behave(token, { answer, times: 1 });
        const text = secrets.keep('a text', `what ${unique()} said`);
        const message = { chat_id, message_id: systemRandom.id(), type: 'TEXT', text };
        await world.call('1', 'sendMessage', message);
        await world.drain().catch(() => undefined);
      }
    }));

  it('holds no password, token, code, number or address of all these', () => {
    assert.ok(secrets.count > 100, `${secrets.count} secrets`);
    const log = logged.join('\n');
    assert.ok(linesWith('Callable request verification') > 0, 'the SDK printed');
    assert.ok(log.length > 10_000, 'there is a log');
    assert.deepEqual(secrets.foundIn(log), []);
  });

  it('would show one in whatever way it was written', () => {
    const some = new Secrets();
    some.keep('an address', 'a@mail.example');
    some.keep('a code', '012345');
    some.keep('a token', `h.${'p'.repeat(40)}.s`);
    for (const line of ['?email=a%40mail.example', 'code: 012345.', `{"t":"${'p'.repeat(40)}"}`]) {
      assert.equal(some.foundIn(line).length, 1, line);
    }
    assert.deepEqual(some.foundIn('90123456'), []);
  });
});
