import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

describe("signing in by Firebase's own means", () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  /** What Firebase says in an ID token of its phone sign-in. */
  const claimsOf = (claims: object = {}) => ({
    sid: undefined,
    auth_time: world.clock.now().seconds,
    firebase: { sign_in_provider: 'phone', identities: {} },
    ...claims,
  });
  const signIn = (uid: string, claims: object = {}, at = world) =>
    at.callAs<Session>({ uid, claims: claimsOf(claims) }, 'signInWithFirebase', {});
  /** The Auth emulator's ID tokens are not signed either. */
  const idToken = (uid: string, claims: object = {}) => {
    const now = world.clock.now().seconds;
    const issuer = `https://securetoken.google.com/${world.projectId}`;
    const said = { sub: uid, aud: world.projectId, iss: issuer, iat: now, exp: now + 3600 };
    const payload = JSON.stringify({ ...said, ...claimsOf(), ...claims });
    return jwt.sign(JSON.parse(payload) as object, '', { algorithm: 'none' });
  };

  it('opens a session, and the first time makes the user', async () => {
    await world.addAccount('by-phone', { displayName: 'Joan Clarke' });
    const first = await signIn('by-phone');
    assert.equal(first.user.id, 'by-phone');
    assert.equal(first.user.username, 'joan_clarke');
    assert.equal(first.user.is_new, true);
    assert.equal((await signIn('by-phone')).user.is_new, false);
  });

  it('takes a name of any length, in the form of ours', async () => {
    await world.addAccount('long-name', { displayName: `${'x'.repeat(99)}😀` });
    assert.equal((await signIn('long-name')).user.display_name, 'x'.repeat(99));
  });

  it('works over REST with the ID token in the header', async () => {
    await world.addAccount('by-rest');
    const { status, body } = await world.rest('POST', '/firebase-auth/', {
      headers: { authorization: `Bearer ${idToken('by-rest')}` },
    });
    assert.equal(status, 200, JSON.stringify(body));
    assert.equal((body['user'] as { id: string }).id, 'by-rest');
  });

  it('takes no token that is not of Firebase, of this project, or in time', async () => {
    await world.addAccount('forged');
    const now = world.clock.now().seconds;
    const { token } = await signIn('forged');
    const cases: [string | undefined, string][] = [
      [undefined, 'SESSION_REQUIRED'],
      [token, 'TOKEN_MALFORMED'],
      ['x', 'TOKEN_MALFORMED'],
      [idToken('forged', { aud: 'other-project' }), 'TOKEN_MALFORMED'],
      [idToken('forged', { iss: 'https://securetoken.google.com/other' }), 'TOKEN_MALFORMED'],
      [idToken('forged', { firebase: undefined }), 'TOKEN_MALFORMED'],
      [idToken('forged', { iat: now - 7200, exp: now - 3600 }), 'TOKEN_EXPIRED'],
      [idToken('nobody'), 'USER_DISABLED'],
    ];
    for (const [given, reason] of cases) {
      const { status, body } = await world.rest('POST', '/firebase-auth', {
        ...(given !== undefined && { token: given }),
      });
      assert.equal(status, 401, reason);
      assert.equal((body['error'] as { reason: string }).reason, reason, given);
    }
    const late = signIn('forged', { exp: now });
    await refuses(late, 'unauthenticated', 'TOKEN_EXPIRED');
    await refuses(
      world.call(null, 'signInWithFirebase', {}),
      'unauthenticated',
      'SESSION_REQUIRED',
    );
  });

  it('makes a session of a phone sign-in only, and not of a token that a session gave', async () => {
    await world.addAccount('other-means');
    // `password` is that of a link in a mail too; `custom` that of a custom token without `sid`.
    for (const sign_in_provider of ['anonymous', 'password', 'google.com', 'custom', 'saml.x']) {
      const other = signIn('other-means', { firebase: { sign_in_provider } });
      await refuses(other, 'permission-denied', 'FIREBASE_SIGN_IN_REFUSED');
    }
    const ofSession = signIn('other-means', { sid: 'some-session' });
    await refuses(ofSession, 'permission-denied', 'FIREBASE_SIGN_IN_REFUSED');
    assert.equal(await world.read('users/other-means'), undefined);
  });

  it('is refused to the blocked and the deleted', async () => {
    await world.addAccount('blocked', { disabled: true });
    await refuses(signIn('blocked'), 'unauthenticated', 'USER_DISABLED');
    await refuses(signIn('never-was'), 'unauthenticated', 'USER_DISABLED');
  });

  it('is refused once the tokens of before were revoked', async () => {
    await world.addAccount('revoked');
    const before = world.clock.now().seconds - 10;
    await world.auth.revokeRefreshTokens('revoked');
    await refuses(signIn('revoked', { auth_time: before }), 'unauthenticated', 'TOKEN_REVOKED');
    await signIn('revoked', { auth_time: before + 60 });
  });

  it('is refused with a token from before the address was proven', async () => {
    const uid = `waiting-${world.projectId}`;
    const email = `${uid}@example.com`;
    const auth_time = world.clock.now().seconds + 60;
    const claims = { auth_time, email, email_verified: false };
    await world.addAccount(uid, { email, password: 'correct horse' });
    await signIn(uid, claims);
    await world.call(null, 'requestPasswordReset', { email });
    const oob_code = codeIn((await world.mails(email)).at(-1));
    const new_password = 'staple of a new kind';
    await world.call(null, 'confirmPasswordReset', { oob_code, new_password });
    world.clock.advance(60);
    await refuses(signIn(uid, claims), 'unauthenticated', 'TOKEN_REVOKED');
    await signIn(uid, { ...claims, email_verified: true });
  });

  it('makes no user where the deployment says so', async () => {
    const closed = await openWorld({ config: { SIGN_IN_WITH_FIREBASE_CREATES: false } });
    await closed.addAccount('stranger');
    await refuses(signIn('stranger', {}, closed), 'permission-denied', 'SIGN_UP_OFF');
    assert.equal(await closed.read('users/stranger'), undefined);
    await closed.addUser('known');
    assert.equal((await signIn('known', {}, closed)).user.id, 'known');
    await closed.close();
  });

  it('takes no input, and costs 5 operations', async () => {
    await world.addUser('costs');
    const call = world.callAs({ uid: 'costs', claims: claimsOf() }, 'signInWithFirebase', { x: 1 });
    await refuses(call, 'invalid-argument', 'FIELDS_INVALID', ['x']);
    const { cost } = await world.measure(() => signIn('costs'));
    assert.deepEqual(cost, { reads: 3, writes: 2, deletes: 0, invocations: 0 });
  });

  it('two first sign-ins at once make one user', async () => {
    await world.addAccount('twice');
    const both = await Promise.all([signIn('twice'), signIn('twice')]);
    assert.deepEqual(both.map(({ user }) => user.is_new).toSorted(), [false, true]);
  });
});
