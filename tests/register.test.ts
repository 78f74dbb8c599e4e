import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import { LIMITS } from '../functions/src/config/limits.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import {
  releaseUsername,
  reserveUsername,
} from '../functions/src/modules/users/reserve-username.ts';
import { openWorld, type RestAnswer, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

describe('registering with an e-mail address', () => {
  let world: World;
  let count = 0;
  const password = 'correct horse battery';
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  /** A registration of somebody new, from an address of his own. */
  const somebody = (fields: object = {}) => {
    count += 1;
    return { email: `r${count}@example.com`, username: `name_${count}`, password, ...fields };
  };
  const register = (body: object, ip = `10.0.0.${count}`) =>
    world.rest('POST', '/users/register', { body, ip });
  const call = (input: object) => world.call<Session>(null, 'registerWithEmail', input);
  const reasonOf = ({ body }: RestAnswer) =>
    (body['error'] as { reason?: string } | undefined)?.reason;
  const accountOf = (email: string) => world.auth.getUserByEmail(email).catch(() => undefined);

  it('answers a session of a new user with that username and name', async () => {
    const { email } = somebody();
    const input = {
      email,
      username: 'Ada.L_1',
      password,
      first_name: 'Ada',
      last_name: 'Lovelace',
    };
    const { user, ...session } = await call(input);
    assert.deepEqual(
      { ...user, id: '' },
      {
        id: '',
        username: 'ada.l_1',
        display_name: 'Ada Lovelace',
        photo_url: null,
        about: '',
        email,
        phone: null,
        is_admin: false,
        is_new: true,
      },
    );
    assert.match(user.id, /^[A-Za-z0-9]{20}$/);
    assert.equal(session.token_type, 'JWT');
    const profile = await world.read(`users/${user.id}`);
    assert.deepEqual([profile?.['first_name'], profile?.['last_name']], ['Ada', 'Lovelace']);
    assert.equal((await world.read('usernames/ada.l_1'))?.['uid'], user.id);
    const account = await world.auth.getUser(user.id);
    assert.deepEqual([account.email, account.emailVerified], [email, false]);
    assert.deepEqual(
      account.providerData.map(({ providerId }) => providerId),
      ['password'],
    );
  });

  it('then signs in by address and by username, in any case, and the real SDK gets in', async () => {
    const given = somebody({ display_name: 'Given Name' });
    const { user } = await call(given);
    assert.equal(user.display_name, 'Given Name');
    for (const name of [
      { email: given.email },
      { email: given.email.toUpperCase() },
      { username: given.username.toUpperCase() },
    ]) {
      const again = await world.call<Session>(null, 'signInWithEmail', { ...name, password });
      assert.deepEqual([again.user.id, again.user.is_new], [user.id, false]);
    }
    const client = await world.client(user.id);
    const seen = await getDoc(doc(client.firestore, `users/${user.id}`));
    assert.equal(seen.get('username'), given.username);
  });

  it('answers 201 over REST, with and without the trailing slash', async () => {
    assert.equal((await register(somebody())).status, 201);
    const slash = await world.rest('POST', '/users/register/', { body: somebody() });
    assert.equal(slash.status, 201);
    assert.equal((slash.body['user'] as { username: string }).username, `name_${count}`);
  });

  it('is told in any case when the username is taken, and leaves no account', async () => {
    await call(somebody({ username: 'taken_name' }));
    const late = somebody({ username: 'Taken_Name' });
    await refuses(call(late), 'already-exists', 'USERNAME_TAKEN', ['username']);
    assert.equal(await accountOf(late.email), undefined);
    assert.equal((await register(late)).status, 409);
  });

  it('is told in any case when the address is taken, and leaves no username', async () => {
    const first = somebody();
    await call(first);
    const late = somebody({ email: first.email.toUpperCase() });
    await refuses(call(late), 'already-exists', 'EMAIL_TAKEN', ['email']);
    assert.equal(await world.read(`usernames/${late.username}`), undefined);
    assert.equal((await register(late)).status, 409);
  });

  it('for one username by several at once: one gets it, the others leave no account', async () => {
    const racers = [1, 2, 3, 4].map(() => somebody({ username: 'raced_name' }));
    const answers = await Promise.all(racers.map((racer) => register(racer)));
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status === 409);
    assert.deepEqual([won.length, lost.length], [1, 3]);
    assert.ok(lost.every((answer) => reasonOf(answer) === 'USERNAME_TAKEN'));
    const accounts = await Promise.all(racers.map(({ email }) => accountOf(email)));
    const left = accounts.flatMap((account) => (account === undefined ? [] : [account.uid]));
    assert.deepEqual(left, [(won[0]?.body['user'] as { id: string }).id]);
    assert.equal((await world.read('usernames/raced_name'))?.['uid'], left[0]);
  });

  it('for one address by several at once: one gets it, and the others no username', async () => {
    const email = 'raced@example.com';
    const racers = [1, 2, 3, 4].map(() => somebody({ email }));
    const answers = await Promise.all(racers.map((racer) => register(racer)));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
    const lost = answers.filter(({ status }) => status === 409);
    assert.ok(lost.every((answer) => reasonOf(answer) === 'EMAIL_TAKEN'));
    const claims = await Promise.all(
      racers.map(({ username }) => world.read(`usernames/${username}`)),
    );
    assert.equal(claims.filter((claim) => claim !== undefined).length, 1);
  });

  it('sent twice at once makes one account', async () => {
    const twice = somebody();
    const answers = await Promise.all([register(twice), register(twice)]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409]);
    assert.ok(await accountOf(twice.email));
  });

  it('after a crash in between: the owner gets in by his password', async () => {
    const { email } = somebody();
    const uid = world.context.random.id();
    const account = { uid, email, password, display_name: 'Nearly There' };
    await world.context.accounts.createWithEmail(account);
    const { user } = await world.call<Session>(null, 'signInWithEmail', { email, password });
    assert.deepEqual([user.id, user.username], [uid, 'nearly_there']);
  });

  it('after a crash before that: the username is free again ten minutes later', async () => {
    const { accounts } = world.context;
    const create = accounts.createWithEmail.bind(accounts);
    const given = somebody({ username: 'held_name' });
    await reserveUsername(world.context, given.username, world.context.random.id());
    world.clock.advance(599);
    await refuses(call(given), 'already-exists', 'USERNAME_TAKEN', ['username']);
    assert.equal(await accountOf(given.email), undefined);
    world.clock.advance(1);
    let held: object | undefined;
    accounts.createWithEmail = async (wanted) => {
      held = await world.read('usernames/held_name');
      return create(wanted);
    };
    try {
      const { user } = await call(given);
      assert.equal(user.username, 'held_name');
      const { expires_at, ...claim } = held as Record<string, unknown>;
      assert.deepEqual(expires_at, world.clock.now().plusSeconds(600));
      assert.deepEqual(claim, { uid: user.id, created: world.clock.now() });
      assert.deepEqual(await world.read('usernames/held_name'), claim, 'for good');
    } finally {
      accounts.createWithEmail = create;
    }
  });

  it("that fails lets the username go, but never somebody's own", async () => {
    const { accounts } = world.context;
    const create = accounts.createWithEmail.bind(accounts);
    const given = somebody({ username: 'failed_name' });
    accounts.createWithEmail = () => Promise.reject(new Error('down'));
    try {
      await refuses(call(given), 'internal', 'INTERNAL');
    } finally {
      accounts.createWithEmail = create;
    }
    assert.equal(await world.read('usernames/failed_name'), undefined);
    const { user } = await call(given);
    await releaseUsername(world.context, 'failed_name', 'another');
    await releaseUsername(world.context, 'failed_name', user.id);
    assert.equal((await world.read('usernames/failed_name'))?.['uid'], user.id);
  });

  const BAD: [what: string, fields: object, named: string[]][] = [
    [
      'nothing',
      { email: undefined, username: undefined, password: undefined },
      ['email', 'password', 'username'],
    ],
    ['no address', { email: 'x' }, ['email']],
    ['a long address', { email: `${'x'.repeat(250)}@example.com` }, ['email']],
    ['a short password', { password: '7 chars' }, ['password']],
    ['four characters that take eight code units', { password: '😀😀😀😀' }, ['password']],
    ['a long password', { password: 'x y '.repeat(65) }, ['password']],
    ['half a character', { password: 'half a \ud800 character' }, ['password']],
    ['a short username', { username: 'ab' }, ['username']],
    ['a long username', { username: 'a'.repeat(31) }, ['username']],
    ['a username with a space', { username: 'a b c' }, ['username']],
    ['a username with a letter beyond a-z', { username: 'zoë' }, ['username']],
    ['a username without a letter or digit', { username: '_._' }, ['username']],
    ['a username that Firestore keeps', { username: '__proto__' }, ['username']],
    ['a reserved username', { username: 'Support' }, ['username']],
    ['an empty name', { first_name: '' }, ['first_name']],
    ['a long name', { display_name: 'x'.repeat(101) }, ['display_name']],
    ['an extra field', { is_admin: true }, ['is_admin']],
  ];
  for (const [what, fields, named] of BAD) {
    it(`refuses ${what}, and nothing is written`, async () => {
      const { cost } = await world.measure(() =>
        refuses(call(somebody(fields)), 'invalid-argument', 'FIELDS_INVALID', named),
      );
      assert.equal(cost.reads + cost.writes, 0);
    });
  }

  it('refuses passwords that are easy to guess, and makes nothing', async () => {
    const { email } = somebody();
    for (const easy of ['password1', 'QwertyUiop', 'zzzzzzzzz', 'my_own_name', email]) {
      const input = { email, username: 'my_own_name', password: easy };
      await refuses(call(input), 'invalid-argument', 'PASSWORD_TOO_COMMON', ['password']);
    }
    assert.equal(await accountOf(email), undefined);
  });

  it('takes 20 from one address in an hour, and stops long before it could probe', async () => {
    const ip = '203.0.113.99';
    for (let index = 0; index < 20; index += 1) {
      assert.equal((await register(somebody(), ip)).status, 201);
    }
    let answer = await register(somebody(), ip);
    for (let index = 21; index < 200 && answer.status !== 429; index += 1) {
      answer = await register(somebody(), ip);
    }
    assert.equal(reasonOf(answer), 'RATE_LIMITED');
    assert.equal(count < 200, true);
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 2 * LIMITS.register_by_ip.seconds);
    assert.equal((await register(somebody())).status, 201, 'others register as ever');
    world.clock.advance(wait);
    assert.equal((await register(somebody(), ip)).status, 201);
  });

  it('costs 13 operations', async () => {
    const { cost } = await world.measure(() => register(somebody(), '203.0.113.98'));
    assert.deepEqual(cost, { reads: 5, writes: 8, deletes: 0, invocations: 0 });
  });

  it('logs no address and no password', () => {
    const log = JSON.stringify(world.log.lines);
    assert.ok(!log.includes('@example.com') && !log.includes(password));
  });
});
