import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openSession } from '../functions/src/modules/auth/open-session.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

describe('signing in by password', () => {
  let world: World;
  let uid: string;
  let email: string;
  const password = 'correct horse battery';
  before(async () => {
    world = await openWorld();
    uid = `ada-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addAccount(uid, { email, password, displayName: 'Ada Lovelace' });
  });
  after(() => world.close());

  const signIn = (input: object) => world.call<Session>(null, 'signInWithEmail', input);

  it('answers a session, and the first time makes the user', async () => {
    const first = await signIn({ email, password });
    const { token, firebase_token, refresh_token, ...rest } = first;
    const now = world.clock.now();
    assert.deepEqual(rest, {
      token_type: 'JWT',
      expires_at: now.plusSeconds(900).toRfc3339(),
      refresh_expires_at: now.plusSeconds(300 * 86_400).toRfc3339(),
      user: {
        id: uid,
        username: 'ada_lovelace',
        display_name: 'Ada Lovelace',
        photo_url: null,
        about: '',
        email,
        phone: null,
        is_admin: false,
        is_new: true,
      },
    });
    assert.equal((await signIn({ email, password })).user.is_new, false);

    const { header, payload } = jwt.decode(token, { complete: true }) ?? {};
    assert.deepEqual(header, { alg: 'HS256', typ: 'JWT', kid: 'emulator' });
    const { jti, sid, ...claims } = payload as jwt.JwtPayload & { sid: string };
    const { issuer, audience, keys } = world.context.config.jwt;
    assert.deepEqual(claims, {
      sub: uid,
      iss: issuer,
      aud: audience,
      iat: now.seconds,
      exp: now.seconds + 900,
    });
    assert.match(jti ?? '', /^[A-Za-z0-9]{20}$/);
    jwt.verify(token, keys[0].key, { algorithms: ['HS256'], clockTimestamp: now.seconds });

    const custom = jwt.decode(firebase_token) as { uid: string; claims: object };
    assert.equal(custom.uid, uid);
    assert.deepEqual(custom.claims, { sid, admin: false });

    const [, refreshSid, secret = ''] = refresh_token.split('.');
    assert.equal(refreshSid, sid);
    assert.ok(Buffer.from(secret, 'base64url').length * 8 >= 256);
    assert.ok(sid in ((await world.read(`sessions/${uid}`))?.['sessions'] as object));
    const stored = JSON.stringify(await world.read(`sessions/${uid}`));
    assert.ok(!stored.includes(secret), 'the refresh token is stored as a hash only');
  });

  it('makes profile, private account, event document and username claim', async () => {
    const now = world.clock.now();
    assert.deepEqual(await world.read(`users/${uid}`), {
      username: 'ada_lovelace',
      display_name: 'Ada Lovelace',
      first_name: '',
      last_name: '',
      photo_url: null,
      about: '',
      is_active: true,
      created: now,
      modified: now,
    });
    assert.deepEqual(await world.read(`users/${uid}/private/account`), {
      email,
      phone: null,
      locale: null,
      time_zone: null,
      providers: ['password'],
      settings: {},
    });
    assert.deepEqual(await world.event(uid), {
      notify_new_message: false,
      notify_friend_request: false,
      notify_notification: false,
      unread: {},
      modified: now,
    });
    assert.deepEqual(await world.read('usernames/ada_lovelace'), { uid, created: now });
  });

  it('works with the username in any case instead of the address', async () => {
    assert.equal((await signIn({ username: 'Ada_Lovelace', password })).user.id, uid);
  });

  it('tells an admin by his custom claim', async () => {
    const admin = `admin-${world.projectId}`;
    const account = { email: `${admin}@example.com`, password, displayName: 'Admin' };
    await world.addAccount(admin, account);
    await world.auth.setCustomUserClaims(admin, { admin: true });
    const { user, firebase_token } = await signIn({ email: account.email, password });
    assert.equal(user.is_admin, true);
    assert.equal(user.username, 'admin');
    const { claims } = jwt.decode(firebase_token) as { claims: { admin: boolean } };
    assert.equal(claims.admin, true);
  });

  it('gives a reserved name to nobody else', async () => {
    const sly = `sly-${world.projectId}`;
    await world.addAccount(sly, { email: `${sly}@example.com`, password, displayName: 'ADMIN' });
    const { user } = await signIn({ email: `${sly}@example.com`, password });
    assert.match(user.username, /^admin_[a-z0-9]{9}$/);
  });

  it('is refused alike for a wrong password, an unknown address, an unknown name and a blocked user', async () => {
    const blocked = `blocked-${world.projectId}`;
    const blockedEmail = `${blocked}@example.com`;
    await world.addAccount(blocked, { email: blockedEmail, password, disabled: true });
    for (const input of [
      { email, password: 'wrong password' },
      { email: `nobody-${email}`, password },
      { username: 'no_such_name', password },
      { username: 'not a name!', password },
      { username: '__proto__', password },
      { email: blockedEmail, password },
    ]) {
      await refuses(signIn(input), 'unauthenticated', 'CREDENTIALS_INVALID');
    }
    assert.equal(await world.read(`users/${blocked}`), undefined);
  });

  it('is refused to a user whom an admin has switched off', async () => {
    const off = `off-${world.projectId}`;
    const account = { email: `${off}@example.com`, password };
    await world.addUser(off, account);
    await world.admin.doc(`users/${off}`).update({ is_active: false });
    await refuses(signIn({ email: account.email, password }), 'unauthenticated', 'USER_DISABLED');
  });

  for (const uid of ['a/b', '..', '__x__', 'hasOwnProperty']) {
    it(`is refused by name to the account ${uid}, whose uid cannot name a document or a key`, async () => {
      const account = {
        uid,
        display_name: '',
        photo_url: null,
        email: null,
        email_verified: false,
        has_email_record: true,
        phone: null,
        providers: [],
        is_admin: false,
        is_disabled: false,
        tokens_valid_from: 0,
      };
      const requester = { ip: '127.0.0.1', user_agent: null };
      const proof = { checked_from: world.clock.now() };
      const opening = openSession(world.context, account, requester, proof);
      await assert.rejects(opening, { reason: 'USER_ID_UNSUPPORTED' });
    });
  }

  it('names the fields of bad input', async () => {
    const cases: [object, string[]][] = [
      [{}, ['password']],
      [{ password }, ['email']],
      [{ email, username: 'ada', password }, ['email']],
      [{ email: 'not an address', password }, ['email']],
      [{ email, password: '' }, ['password']],
      [{ email, password: 7 }, ['password']],
      [{ email, password, admin: true }, ['admin']],
    ];
    for (const [input, fields] of cases) {
      await refuses(signIn(input), 'invalid-argument', 'FIELDS_INVALID', fields);
    }
  });

  it('logs no secret', () => {
    assert.ok(!JSON.stringify(world.log.lines).includes(password));
  });
});
