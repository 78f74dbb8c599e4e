import assert from 'node:assert/strict';

import { doc, getDoc, setDoc } from 'firebase/firestore';
import jwt from 'jsonwebtoken';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

describe('resetting a password by mail', () => {
  let world: World;
  let uid: string;
  let email: string;
  let count = 0;
  const password = 'correct horse battery';
  const next = 'staple of a new kind';
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    uid = `m${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
  });
  after(() => world.close());

  const signIn = (given = password) =>
    world.call<Session>(null, 'signInWithEmail', { email, password: given });
  const ask = (to = email, ip = `10.1.0.${count}`) =>
    world.rest('POST', '/password-reset/', { body: { email: to }, ip });
  const confirm = (oob_code: string, new_password = next) =>
    world.call(null, 'confirmPasswordReset', { oob_code, new_password });
  const mailedCode = async (to = email) => {
    assert.equal((await ask(to)).status, 202);
    return codeIn((await world.mails(to)).at(-1));
  };
  const devicesOf = async (owner: string) =>
    (await world.admin.collection(`users/${owner}/devices`).get()).docs.map(({ id }) => id);
  const isInvalid = (call: Promise<unknown>) =>
    refuses(call, 'invalid-argument', 'OOB_CODE_INVALID', ['oob_code']);

  it('sets the new password, by the code of the mail', async () => {
    const oob_code = await mailedCode();
    const answer = await world.rest('POST', '/password-reset', {
      body: { oob_code, new_password: next },
    });
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    assert.equal((await signIn(next)).user.id, uid);
    await refuses(signIn(), 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  it('proves the address, ends every session and revokes what is Firebase’s own', async () => {
    const session = await signIn();
    const { tokensValidAfterTime: before } = await world.auth.getUser(uid);
    await confirm(await mailedCode());
    const account = await world.auth.getUser(uid);
    assert.equal(account.emailVerified, true);
    assert.ok(Date.parse(account.tokensValidAfterTime ?? '') >= Date.parse(before ?? ''));
    const { refresh_token, token } = session;
    const refresh = world.call(null, 'refreshSession', { refresh_token });
    await refuses(refresh, 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    world.clock.advance(31);
    const verdict = await world.call(null, 'verifySession', { token });
    assert.deepEqual(verdict, { valid: false, reason: 'TOKEN_REVOKED' });
    assert.deepEqual((await world.read(`sessions/${uid}`))?.['sessions'], {});
  });

  it('tells the owner by mail and feed', async () => {
    await confirm(await mailedCode());
    const mails = await world.mails(email);
    assert.deepEqual(mails.map(({ message }) => message.subject).toSorted(), [
      'Set a new password',
      'Your password was changed',
    ]);
    const feed = await world.admin.collection(`users/${uid}/notifications`).get();
    assert.equal(feed.docs[0]?.get('type'), 'PASSWORD_CHANGED');
  });

  it('throws out whoever waited in an address that he has not proven, by whatever way in', async () => {
    const squatted = `victim${count}@example.com`;
    const input = { email: squatted, password, username: `squatter_${count}` };
    const squatter = await world.call<Session>(null, 'registerWithEmail', input);
    const { id } = squatter.user;
    await world.auth.updateUser(id, {
      providerToLink: { providerId: 'facebook.com', uid: `fb-${id}`, displayName: 'S' },
    });
    const device = { device_id: 'd', token: `token-${id}`, platform: 'ios' };
    await world.call(id, 'registerDevice', device);
    assert.deepEqual(await devicesOf(id), ['d']);
    await confirm(await mailedCode(squatted));
    const account = await world.auth.getUser(id);
    assert.deepEqual(
      account.providerData.map(({ providerId }) => providerId),
      ['password'],
    );
    assert.deepEqual(await devicesOf(id), []);
    const { refresh_token } = squatter;
    const refresh = world.call(null, 'refreshSession', { refresh_token });
    await refuses(refresh, 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    const again = world.call(null, 'signInWithEmail', { email: squatted, password });
    await refuses(again, 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  it('leaves the other ways in of a proven address', async () => {
    await confirm(await mailedCode());
    await world.auth.updateUser(uid, {
      providerToLink: { providerId: 'google.com', uid: `g-${uid}`, displayName: 'G' },
    });
    await confirm(await mailedCode(), 'yet another one');
    const { providerData } = await world.auth.getUser(uid);
    assert.deepEqual(providerData.map(({ providerId }) => providerId).toSorted(), [
      'google.com',
      'password',
    ]);
  });

  it('works for an account that has never signed in, and it can sign in then', async () => {
    const fresh = `fresh-${uid}`;
    const to = `${fresh}@example.com`;
    await world.addAccount(fresh, { email: to, password });
    await confirm(await mailedCode(to));
    const session = await world.call<Session>(null, 'signInWithEmail', {
      email: to,
      password: next,
    });
    assert.deepEqual([session.user.id, session.user.is_new], [fresh, true]);
  });

  it('lets a requester in who had failed too often', async () => {
    const ip = '198.51.100.77';
    const login = (given: string) =>
      world.rest('POST', '/users/login', { body: { email, password: given }, ip });
    for (let index = 0; index < 10; index += 1) await login('wrong password');
    assert.equal((await login(password)).status, 429);
    const body = { oob_code: await mailedCode(), new_password: next };
    assert.equal((await world.rest('POST', '/password-reset', { body, ip })).status, 200);
    assert.equal((await login(next)).status, 200);
  });

  it('answers a known and an unknown address alike, for the same work', async () => {
    const known = await world.measure(() => ask(email));
    const unknown = await world.measure(() => ask(`nobody-${email}`));
    assert.deepEqual(
      [unknown.result.status, unknown.result.body],
      [known.result.status, known.result.body],
    );
    assert.deepEqual([known.result.status, known.result.body], [202, {}]);
    assert.deepEqual(unknown.cost, known.cost);
    assert.deepEqual(known.cost, { reads: 3, writes: 4, deletes: 0, invocations: 0 });
    const headers = ({ headers: all }: typeof known.result) => [...all.keys()].toSorted();
    assert.deepEqual(headers(unknown.result), headers(known.result));
    assert.deepEqual(await world.mails(`nobody-${email}`), []);
    assert.equal((await world.mails(email)).length, 1);
    // And again, now that both have their documents.
    const again = await world.measure(() => ask(email));
    assert.deepEqual((await world.measure(() => ask(`nobody-${email}`))).cost, again.cost);
  });

  it('answers alike for a disabled account and for an admin who has proven no address', async () => {
    await world.auth.updateUser(uid, { disabled: true });
    assert.deepEqual((await ask()).body, {});
    await world.auth.updateUser(uid, { disabled: false });
    await world.auth.setCustomUserClaims(uid, { admin: true });
    assert.deepEqual((await ask()).body, {});
    assert.deepEqual(await world.mails(email), []);
  });

  it('takes a code once', async () => {
    const oob_code = await mailedCode();
    await confirm(oob_code);
    await isInvalid(confirm(oob_code, 'yet another one'));
    await signIn(next);
  });

  it('takes a code once of many at the same time', async () => {
    const oob_code = await mailedCode();
    const passwords = [1, 2, 3, 4].map((index) => `new password number ${index}`);
    const outcomes = await Promise.allSettled(passwords.map((chosen) => confirm(oob_code, chosen)));
    const won = outcomes.findIndex(({ status }) => status === 'fulfilled');
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
    await signIn(passwords[won]);
  });

  it('voids the codes that were mailed before, once one is used', async () => {
    const [first, second] = [await mailedCode(), await mailedCode()];
    await confirm(first);
    await isInvalid(confirm(second));
  });

  it('leaves an earlier code good while a later one is under way', async () => {
    const first = await mailedCode();
    await mailedCode();
    await confirm(first);
  });

  it('refuses a code after an hour', async () => {
    const oob_code = await mailedCode();
    world.clock.advance(3600);
    const late = confirm(oob_code);
    await refuses(late, 'invalid-argument', 'OOB_CODE_EXPIRED', ['oob_code']);
  });

  it('refuses forged codes, and those of another address and another purpose', async () => {
    const oob_code = await mailedCode();
    const other = `other-${uid}`;
    await world.addUser(other, { email: `${other}@example.com`, password });
    const foreign = await mailedCode(`${other}@example.com`);
    await world.call(uid, 'requestEmailVerification', {});
    const verification = codeIn(
      (await world.mails(email)).find(({ message }) => message.subject.startsWith('Confirm')),
    );
    const flipped = `${oob_code.slice(0, -2)}${oob_code.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const forged of [
      'x',
      flipped,
      oob_code.slice(0, -1),
      `${oob_code}x`,
      foreign.slice(0, 20) + oob_code.slice(20),
      verification,
      verification.slice(0, 20) + oob_code.slice(20),
      '../../users/x',
    ]) {
      await isInvalid(confirm(forged));
    }
    const { cost } = await world.measure(() => isInvalid(confirm('made-up')));
    assert.deepEqual([cost.reads, cost.writes], [1, 1], 'only its limit');
    await confirm(oob_code);
  });

  it('refuses a code when the account has another address by now, or is gone', async () => {
    const oob_code = await mailedCode();
    await world.auth.updateUser(uid, { email: `new-${email}` });
    await isInvalid(confirm(oob_code));
    await world.auth.updateUser(uid, { email, disabled: true });
    await isInvalid(confirm(oob_code));
    await world.auth.deleteUser(uid);
    await isInvalid(confirm(oob_code));
  });

  it('refuses a password that is short or easy to guess, and the code stays good', async () => {
    const oob_code = await mailedCode();
    const short = confirm(oob_code, 'short');
    await refuses(short, 'invalid-argument', 'FIELDS_INVALID', ['new_password']);
    for (const easy of ['password1', email]) {
      const call = confirm(oob_code, easy);
      await refuses(call, 'invalid-argument', 'PASSWORD_TOO_COMMON', ['new_password']);
    }
    await confirm(oob_code);
  });

  it('names the fields of bad input', async () => {
    const bad = world.call(null, 'requestPasswordReset', { email: 'x', oob_code: 1 });
    await refuses(bad, 'invalid-argument', 'FIELDS_INVALID', ['email', 'oob_code']);
    const empty = world.call(null, 'confirmPasswordReset', {});
    await refuses(empty, 'invalid-argument', 'FIELDS_INVALID', ['oob_code', 'new_password']);
  });

  it('is limited by requester and address, known or not, and by requester', async () => {
    for (const to of [email, `nobody-${email}`]) {
      for (let index = 0; index < 5; index += 1) assert.equal((await ask(to)).status, 202);
      assert.equal((await ask(to)).status, 429);
      assert.equal((await ask(to, '198.51.100.200')).status, 202, 'from elsewhere');
    }
    const ip = '198.51.100.201';
    for (let index = 0; index < 30; index += 1) {
      assert.equal((await ask(`a${index}-${email}`, ip)).status, 202);
    }
    assert.equal((await ask(`last-${email}`, ip)).status, 429);
  });

  it('asked for by strangers again and again: the owner has his mails, and gets in', async () => {
    const strangers = () =>
      Promise.all(Array.from({ length: 20 }, (_, index) => ask(email, `203.0.113.${index}`)));
    for (let hours = 0; hours < 2; hours += 1) {
      for (const { status } of await strangers()) assert.equal(status, 202);
      world.clock.advance(3600);
    }
    await strangers();
    const before = (await world.mails(email)).length;
    assert.equal(before, 3 * 3, 'no flood of mails');
    const answer = await ask(email, '198.51.100.7');
    assert.deepEqual([answer.status, answer.body], [202, {}]);
    const mails = await world.mails(email);
    assert.equal(mails.length, before, 'what he has is good still');
    world.clock.advance(1799);
    await confirm(codeIn(mails.at(-1)));
    assert.equal((await signIn(next)).user.id, uid);
  });

  it('answers a known and an unknown address alike when no mail goes out', async () => {
    const [known, unknown] = await Promise.all(
      [email, `nobody-${email}`].map(async (to) => {
        for (let index = 0; index < 3; index += 1) await ask(to, `203.0.113.${100 + index}`);
        return { to };
      }),
    );
    const outcomes = [];
    for (const one of [known, unknown]) {
      const { result, cost } = await world.measure(() => ask(one?.to, '198.51.100.8'));
      outcomes.push({ status: result.status, body: result.body, cost });
    }
    assert.deepEqual(outcomes[0], outcomes[1]);
    assert.deepEqual(outcomes[0]?.cost, { reads: 3, writes: 2, deletes: 0, invocations: 0 });
  });

  it('keeps codes as keyed hashes, and everything expires', async () => {
    const oob_code = await mailedCode();
    const codes = await world.admin.collection('email-codes').get();
    const stored = JSON.stringify(codes.docs.map((entry) => entry.data()));
    assert.ok(!stored.includes(oob_code.slice(20)));
    const [mail] = await world.mails(email);
    assert.deepEqual(Object.keys(mail ?? {}).toSorted(), [
      'created',
      'expires_at',
      'message',
      'to',
    ]);
    assert.equal(mail?.expires_at.seconds, world.clock.now().seconds + 86_400);
    assert.ok(codes.docs.every((entry) => entry.get('expires_at') !== undefined));
    assert.ok(Buffer.from(oob_code.slice(20), 'base64url').length * 8 >= 256);
  });

  it('is nothing that a client can read or write', async () => {
    await mailedCode();
    const client = await world.client(uid);
    for (const collection of ['mail', 'email-codes', 'password-failures']) {
      const { docs } = await world.admin.collection(collection).limit(1).get();
      const path = `${collection}/${docs[0]?.id ?? 'x'}`;
      for (const access of [
        getDoc(doc(client.firestore, path)),
        setDoc(doc(client.firestore, `${collection}/mine`), { to: 'a@example.com' }),
      ]) {
        await assert.rejects(access, { code: 'permission-denied' }, path);
      }
    }
  });

  it('mails a link where the app has an address', async () => {
    const { config } = world.context;
    world.context.config = { ...config, app_link_base: 'https://app.example/action?x=1&y' };
    try {
      await ask();
      const [mail] = await world.mails(email);
      const link = new URL(/https:\S+/.exec(mail?.message.text ?? '')?.[0] ?? '');
      assert.equal(link.origin + link.pathname, 'https://app.example/action');
      assert.deepEqual(
        [link.searchParams.get('x'), link.searchParams.get('mode')],
        ['1', 'resetPassword'],
      );
      assert.ok(mail?.message.html.includes(`href="${link.href.replaceAll('&', '&amp;')}"`));
      await confirm(link.searchParams.get('oobCode') ?? '');
    } finally {
      world.context.config = config;
    }
  });

  it('costs 18 operations besides the session that ends', async () => {
    const oob_code = await mailedCode();
    const { cost } = await world.measure(() => confirm(oob_code));
    // 8, 8 and 2, its limit and the proof of the address included, and the one session of `addUser`.
    assert.deepEqual(cost, { reads: 9, writes: 10, deletes: 2, invocations: 0 });
  });

  it('logs no code, password or address', () => {
    const log = JSON.stringify(world.log.lines);
    for (const secret of [next, password, '@example.com']) assert.ok(!log.includes(secret));
  });

  describe('proving an address', () => {
    const sidOf = ({ token }: Session) => (jwt.decode(token) as { sid: string }).sid;
    const as = (session: Session) => ({ uid: session.user.id, sid: sidOf(session) });
    const askFor = async (session: Session) => {
      await world.callAs(as(session), 'requestEmailVerification', {});
      return codeIn((await world.mails(session.user.email ?? '')).at(-1));
    };
    const prove = (session: Session, oob_code: string) =>
      world.callAs(as(session), 'confirmEmailVerification', { oob_code });

    it('marks it as proven, once', async () => {
      const session = await signIn();
      const oob_code = await askFor(session);
      assert.equal((await world.auth.getUser(uid)).emailVerified, false);
      assert.deepEqual(await prove(session, oob_code), {});
      assert.equal((await world.auth.getUser(uid)).emailVerified, true);
      await isInvalid(prove(session, oob_code));
    });

    it('keeps the password and this session, and ends the others', async () => {
      const [other, mine] = [await signIn(), await signIn()];
      await prove(mine, await askFor(mine));
      const refresh = ({ refresh_token }: Session) =>
        world.call(null, 'refreshSession', { refresh_token });
      await refuses(refresh(other), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      await refresh(mine);
      await signIn();
    });

    it('takes a session of that account: nobody vouches for another’s by a link in his mail', async () => {
      const squatted = `owner${count}@example.com`;
      const input = { email: squatted, password, username: `squat_${count}` };
      const squatter = await world.call<Session>(null, 'registerWithEmail', input);
      const oob_code = await askFor(squatter);
      const nobody = world.call(null, 'confirmEmailVerification', { oob_code });
      await refuses(nobody, 'unauthenticated', 'SESSION_REQUIRED');
      await isInvalid(prove(await signIn(), oob_code));
      assert.equal((await world.auth.getUser(squatter.user.id)).emailVerified, false);
      await prove(squatter, oob_code);
    });

    it('refuses a code after an hour, one of a reset, and a forged one', async () => {
      const session = await signIn();
      const oob_code = await askFor(session);
      await isInvalid(prove(session, await mailedCode()));
      await isInvalid(prove(session, `${oob_code.slice(0, -2)}__`));
      world.clock.advance(3600);
      const late = prove(session, oob_code);
      await refuses(late, 'invalid-argument', 'OOB_CODE_EXPIRED', ['oob_code']);
    });

    it('mails nothing where it is proven, or where there is no address', async () => {
      const session = await signIn();
      await prove(session, await askFor(session));
      await world.call(uid, 'requestEmailVerification', {});
      assert.equal((await world.mails(email)).length, 1, 'the one before');
      const phone = `phone-${uid}`;
      await world.auth.createUser({ uid: phone });
      const call = world.call(phone, 'requestEmailVerification', {});
      await refuses(call, 'failed-precondition', 'EMAIL_REQUIRED');
    });

    it('works over REST, and is limited', async () => {
      const { token } = await signIn();
      const path = '/email-verification/';
      const asked = await world.rest('POST', path, { body: {}, token });
      assert.deepEqual([asked.status, asked.body], [202, {}]);
      const oob_code = codeIn((await world.mails(email)).at(-1));
      const proven = await world.rest('POST', path, { body: { oob_code }, token });
      assert.deepEqual([proven.status, proven.body], [200, {}]);
      for (let index = 1; index < 5; index += 1) {
        assert.equal((await world.rest('POST', path, { body: {}, token })).status, 202);
      }
      assert.equal((await world.rest('POST', path, { body: {}, token })).status, 429);
    });
  });
});
