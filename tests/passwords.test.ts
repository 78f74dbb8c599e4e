import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { Database } from '../functions/src/store/database.ts';
import { defineFunctions } from '../functions/src/wire/functions.ts';
import { restApp } from '../functions/src/wire/rest/app.ts';
import { serveCallables } from '../testkit/callable-server.ts';
import { printedBy } from '../testkit/captured-output.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

const password = 'correct horse battery';
const next = 'staple of a new kind';
const wrong = 'wrong horse battery';

describe('setting a password', () => {
  let world: World;
  let uid: string;
  let email: string;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    uid = `p${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
  });
  after(() => world.close());

  const signIn = (given = password) =>
    world.call<Session>(null, 'signInWithEmail', { email, password: given });
  const sidOf = ({ token }: Session) => (jwt.decode(token) as { sid: string }).sid;
  const set = (session: Session, input: object) =>
    world.callAs({ uid, sid: sidOf(session) }, 'setPassword', input);
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });

  it('with the current one: the new one works, the old one does not', async () => {
    const session = await signIn();
    world.clock.advance(3600);
    assert.deepEqual(await set(session, { password: next, current_password: password }), {});
    await signIn(next);
    await refuses(signIn(), 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  it('in a session under five minutes old: without the current one', async () => {
    const session = await signIn();
    world.clock.advance(299);
    await set(session, { password: next });
    world.clock.advance(1);
    const late = set(session, { password: 'yet another one' });
    await refuses(late, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
    await signIn(next);
  });

  it('a refreshed session is as old as it is', async () => {
    const session = await signIn();
    world.clock.advance(301);
    await refresh(session);
    const late = set(session, { password: next });
    await refuses(late, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
  });

  it('is refused to a token without a session of ours in the books', async () => {
    const made_up = world.callAs({ uid, sid: 'made-up' }, 'setPassword', { password: next });
    await refuses(made_up, 'permission-denied', 'REAUTHENTICATION_REQUIRED');
    const nobody = world.call(null, 'setPassword', { password: next });
    await refuses(nobody, 'unauthenticated', 'SESSION_REQUIRED');
  });

  it('ends the other sessions and keeps this one', async () => {
    const [other, mine] = [await signIn(), await signIn()];
    await set(mine, { password: next });
    await refuses(refresh(other), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    await refresh(mine);
    world.clock.advance(31);
    const verdict = await world.call(null, 'verifySession', { token: other.token });
    assert.deepEqual(verdict, { valid: false, reason: 'TOKEN_REVOKED' });
  });

  it('tells the user by mail and by an entry in his feed', async () => {
    await set(await signIn(), { password: next });
    const [mail, ...more] = await world.mails(email);
    assert.equal(mail?.message.subject, 'Your password was changed');
    assert.equal(more.length, 0);
    assert.ok(!JSON.stringify(mail).includes(next));
    const feed = await world.admin.collection(`users/${uid}/notifications`).get();
    assert.deepEqual(
      feed.docs.map((entry) => entry.get('type') as string),
      ['PASSWORD_CHANGED'],
    );
    assert.equal((await world.event(uid)).notify_notification, true);
  });

  it('with a wrong current one is refused, and nothing changes', async () => {
    const session = await signIn();
    const call = set(session, { password: next, current_password: wrong });
    await refuses(call, 'permission-denied', 'PASSWORD_WRONG', ['current_password']);
    await signIn();
    assert.deepEqual(await world.mails(email), []);
  });

  it('refuses one that is short or easy to guess, before it looks at the current one', async () => {
    const session = await signIn();
    const short = set(session, { password: 'short', current_password: wrong });
    await refuses(short, 'invalid-argument', 'FIELDS_INVALID', ['password']);
    for (const easy of ['password1', email]) {
      const call = set(session, { password: easy, current_password: wrong });
      await refuses(call, 'invalid-argument', 'PASSWORD_TOO_COMMON', ['password']);
    }
  });

  it('for the first time needs an address to sign in with', async () => {
    const phone = `phone-${world.projectId}`;
    await world.auth.createUser({ uid: phone, phoneNumber: '+15005550100' });
    const call = world.call(phone, 'setPassword', { password: next });
    await refuses(call, 'failed-precondition', 'EMAIL_REQUIRED');
  });

  it('for the first time, in a fresh session of another way in', async () => {
    const linked = `linked-${world.projectId}`;
    const account = { email: `${linked}@example.com` };
    await world.addUser(linked, account);
    const sessions = await world.read(`sessions/${linked}`);
    const [sid] = Object.keys(sessions?.['sessions'] as object);
    assert.ok(sid);
    await world.callAs({ uid: linked, sid }, 'setPassword', { password: next });
    const input = { email: account.email, password: next };
    const session = await world.call<Session>(null, 'signInWithEmail', input);
    assert.equal(session.user.id, linked);
    const own = await world.read(`users/${linked}/private/account`);
    assert.deepEqual(own?.['providers'], ['password']);
  });

  it('is limited for each account', async () => {
    const session = await signIn();
    for (let index = 0; index < 10; index += 1) {
      const call = set(session, { password: next, current_password: wrong });
      await refuses(call, 'permission-denied', 'PASSWORD_WRONG');
    }
    const call = set(session, { password: next, current_password: password });
    await refuses(call, 'resource-exhausted', 'RATE_LIMITED');
  });

  it('works over REST', async () => {
    const { token } = await signIn();
    const body = { password: next, current_password: password };
    const answer = await world.rest('POST', '/password-set/', { body, token });
    assert.deepEqual([answer.status, answer.body], [200, {}]);
    const again = await world.rest('POST', '/password-set', { body, token });
    assert.equal(again.status, 403);
    const error = again.body['error'] as { reason: string };
    assert.equal(error.reason, 'PASSWORD_WRONG');
  });

  it('costs 11 operations with the current password, and a write for each session that ends', async () => {
    const session = await signIn();
    // The session of `addUser` ends with the first change.
    await set(session, { password: next });
    const { cost } = await world.measure(() => set(session, { password, current_password: next }));
    assert.deepEqual(cost, { reads: 4, writes: 6, deletes: 1, invocations: 0 });
  });

  it('logs no password and no address', () => {
    const log = JSON.stringify(world.log.lines);
    for (const secret of [password, next, wrong, '@example.com']) assert.ok(!log.includes(secret));
  });
});

describe('wrong passwords in a row', () => {
  let world: World;
  let email: string;
  let count = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    [home, elsewhere] = [`198.51.100.${count}`, `203.0.113.${count}`];
    const uid = `w${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
  });
  after(() => world.close());

  let home: string;
  let elsewhere: string;
  const attempt = async (given: string, ip: string, name: object = { email }) => {
    const body = { ...name, password: given };
    const { status, headers } = await world.rest('POST', '/users/login', { body, ip });
    return { status, wait: Number(headers.get('retry-after') ?? 0) };
  };
  const fail = async (times: number, ip = home, name?: object) => {
    for (let index = 0; index < times; index += 1) {
      assert.equal((await attempt(wrong, ip, name)).status, 401, `attempt ${index + 1}`);
    }
  };

  it('slow that account and requester down after the tenth, longer each time', async () => {
    await fail(10);
    assert.deepEqual(await attempt(password, home), { status: 429, wait: 30 });
    for (const wait of [60, 120, 240, 480, 900, 900]) {
      const { wait: before } = await attempt(wrong, home);
      world.clock.advance(before);
      await fail(1);
      assert.deepEqual(await attempt(wrong, home), { status: 429, wait });
    }
    world.clock.advance(900);
    assert.equal((await attempt(password, home)).status, 200, 'the owner gets in after all');
  });

  it('never lock the owner out from elsewhere', async () => {
    await fail(10);
    assert.equal((await attempt(password, home)).status, 429);
    assert.equal((await attempt(password, elsewhere)).status, 200);
    assert.equal((await attempt(password, home)).status, 429, 'which helps nobody else');
  });

  it('begin anew after a right one', async () => {
    await fail(9);
    assert.equal((await attempt(password, home)).status, 200);
    await fail(9);
    assert.equal((await attempt(password, home)).status, 200);
  });

  it('slow an unknown account down alike', async () => {
    const unknown = [{ email: `nobody-${email}` }, { username: 'no_such_name' }];
    for (const name of unknown) {
      await fail(10, elsewhere, name);
      assert.deepEqual(await attempt(wrong, elsewhere, name), { status: 429, wait: 30 });
    }
  });

  const atOnce = async (times: number, ip = home, name?: object) => {
    const tries = Array.from({ length: times }, () => attempt(wrong, ip, name));
    const answers = await Promise.all(tries);
    const those = (status: number) => answers.filter((answer) => answer.status === status).length;
    return { looked_at: those(401), refused: those(429) };
  };

  it('sent all at once are ten as well, and then one after each wait', async () => {
    assert.deepEqual(await atOnce(50), { looked_at: 10, refused: 40 });
    assert.deepEqual(await attempt(password, home), { status: 429, wait: 30 });
    for (const wait of [30, 60, 120]) {
      world.clock.advance(wait);
      assert.deepEqual(await atOnce(20), { looked_at: 1, refused: 19 });
    }
  });

  it('sent all at once to a name that nobody has are ten as well', async () => {
    const name = { username: 'nobody_at_all' };
    assert.deepEqual(await atOnce(30, home, name), { looked_at: 10, refused: 20 });
  });

  it('by callable at once are ten as well', async () => {
    const server = await serveCallables(defineFunctions(() => world.context));
    const post = async () => {
      const response = await fetch(`http://${server.host}/signInWithEmail`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': home },
        body: JSON.stringify({ data: { email, password: wrong } }),
      });
      await response.text();
      return response.status;
    };
    const { result } = await printedBy(() => Promise.all(Array.from({ length: 30 }, post)));
    await server.stop();
    assert.equal(result.filter((status) => status === 401).length, 10);
    assert.equal(result.filter((status) => status === 429).length, 20);
  });

  it('of an attack that runs do not hold the owner up', async () => {
    const { db } = world.context;
    let retries = 0;
    // The owner's own database, so that what he waits for others is seen.
    const owner = {
      ...world.context,
      db: new Database(db.firestore, async () => void (retries += 1)),
    };
    let running = true;
    const attackers = Array.from({ length: 20 }, (_, index) => `192.0.2.${index}`);
    const attack = Promise.all(attackers.map((ip) => atOnce(15, ip))).then((found) => {
      running = false;
      return found;
    });
    await attempt(wrong, attackers[0] ?? '');
    const signIn = await restApp(owner).request(
      '/users/login',
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      },
      { incoming: { headers: { 'x-forwarded-for': elsewhere } } },
    );
    assert.equal(signIn.status, 200);
    assert.ok(running, 'the attack still runs');
    assert.equal(retries, 0, 'he met nobody');
    for (const { looked_at } of await attack) assert.ok(looked_at <= 10);
  }).timeout(20_000);

  it('that could not be looked at are none', async () => {
    const { passwords } = world.context;
    world.context.passwords = { check: () => Promise.reject(new Error('nobody answers')) };
    for (let time = 0; time < 12; time += 1) {
      assert.equal((await attempt(password, home)).status, 500);
    }
    world.context.passwords = passwords;
    await fail(10);
    assert.equal((await attempt(password, home)).status, 429);
  });

  it('as the current password count like those of a sign-in', async () => {
    const body = { email, password };
    const session = await world.rest('POST', '/users/login', { body, ip: home });
    const token = session.body['token'] as string;
    for (let index = 0; index < 5; index += 1) {
      const change = { password: next, current_password: wrong };
      const answer = await world.rest('POST', '/password-set', { body: change, token, ip: home });
      assert.equal(answer.status, 403);
    }
    await fail(5);
    assert.equal((await attempt(password, home)).status, 429);
  });

  it('keep neither address nor password, and expire', async () => {
    await fail(1);
    const tries = await world.admin.collection('password-failures').get();
    const stored = JSON.stringify(tries.docs.map((doc) => [doc.id, doc.data()]));
    for (const secret of [email, home, wrong]) assert.ok(!stored.includes(secret));
    assert.ok(tries.docs.every((doc) => doc.get('expires_at') !== undefined));
  });

  it('cost 1 read and 2 writes, the next 2 and 2, and a right one 7 operations', async () => {
    const { cost: right } = await world.measure(() => attempt(password, home));
    assert.deepEqual(right, { reads: 3, writes: 3, deletes: 1, invocations: 0 });
    const { cost } = await world.measure(() => attempt(wrong, home));
    assert.deepEqual(cost, { reads: 1, writes: 2, deletes: 0, invocations: 0 });
    const { cost: slowed } = await world.measure(async () => {
      await fail(9);
      return attempt(wrong, home);
    });
    assert.deepEqual(slowed, { reads: 9 * 2 + 2, writes: 9 * 2 + 1, deletes: 0, invocations: 0 });
  });
});
