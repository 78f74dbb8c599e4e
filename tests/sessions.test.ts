import assert from 'node:assert/strict';

import { doc, getDoc, updateDoc } from 'firebase/firestore';
import jwt from 'jsonwebtoken';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

describe('sessions', () => {
  let world: World;
  let uid: string;
  let count = 0;
  const password = 'correct horse battery';
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    count += 1;
    uid = `s${count}-${world.projectId}`;
    await world.addUser(uid, { email: `${uid}@example.com`, password });
  });
  after(() => world.close());

  const signIn = () =>
    world.call<Session>(null, 'signInWithEmail', { email: `${uid}@example.com`, password });
  const refresh = (refresh_token: string) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const sidOf = ({ token }: Session) => (jwt.decode(token) as { sid: string }).sid;
  const isInvalid = (call: Promise<unknown>) =>
    refuses(call, 'unauthenticated', 'REFRESH_TOKEN_INVALID');
  const verify = (token: string) => world.call<object>(null, 'verifySession', { token });

  describe('a refresh token', () => {
    it('is exchanged for a new session answer of the same session', async () => {
      const first = await signIn();
      world.clock.advance(600);
      const second = await refresh(first.refresh_token);
      assert.equal(sidOf(second), sidOf(first));
      assert.notEqual(second.refresh_token, first.refresh_token);
      assert.notEqual(second.token, first.token);
      assert.deepEqual(second.user, { ...first.user, is_new: false });
      assert.ok(second.expires_at > first.expires_at);
      assert.ok(second.refresh_expires_at > first.refresh_expires_at);
    });

    it('answers with the same successor for 30 s, until that is used', async () => {
      const first = await signIn();
      const second = await refresh(first.refresh_token);
      world.clock.advance(30);
      const again = await refresh(first.refresh_token);
      assert.equal(again.refresh_token, second.refresh_token);
      await refresh(second.refresh_token);
      await isInvalid(refresh(first.refresh_token));
    });

    it('used at once by several answers them all with one successor', async () => {
      const { refresh_token } = await signIn();
      const answers = await Promise.all([1, 2, 3, 4].map(() => refresh(refresh_token)));
      assert.equal(new Set(answers.map((answer) => answer.refresh_token)).size, 1);
    });

    it('reused after 30 s ends the session at once and tells the user', async () => {
      const first = await signIn();
      const other = await signIn();
      const second = await refresh(first.refresh_token);
      world.clock.advance(31);
      await isInvalid(refresh(first.refresh_token));
      await isInvalid(refresh(second.refresh_token));
      await refresh(other.refresh_token);
      // As his app sees it, from a session of its own.
      const { firestore } = await world.client(uid);
      const path = `users/${uid}/notifications/session-reused-${sidOf(first)}`;
      const entry = await getDoc(doc(firestore, path));
      assert.equal(entry.get('type'), 'SESSION_REUSED');
      assert.equal(entry.get('read'), false);
      await updateDoc(entry.ref, { read: true });
      assert.equal((await world.event(uid)).notify_notification, true);
      assert.deepEqual(await verify(second.token), { valid: false, reason: 'TOKEN_REVOKED' });
    });

    it('ends with its lifetime', async () => {
      const { refresh_token } = await signIn();
      world.clock.advance(300 * 86_400);
      await isInvalid(refresh(refresh_token));
    });

    it('that is made up costs no operation', async () => {
      const { refresh_token } = await signIn();
      const [userPart = '', sid = '', secret = '', tag = ''] = refresh_token.split('.');
      const flipped = secret.startsWith('A') ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
      const { cost } = await world.measure(async () => {
        for (const made_up of [
          'x',
          '....',
          [userPart, sid, flipped, tag].join('.'),
          [userPart, 'A'.repeat(20), secret, tag].join('.'),
          [userPart, sid, secret].join('.'),
          [userPart, sid, secret, tag, ''].join('.'),
          [userPart, sid, secret, tag.slice(0, -2)].join('.'),
        ]) {
          await isInvalid(refresh(made_up));
        }
      });
      assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
      await refresh(refresh_token);
    });

    it('costs at most 1 read and 2 writes', async () => {
      const { refresh_token } = await signIn();
      const { cost } = await world.measure(() => refresh(refresh_token));
      assert.deepEqual(cost, { reads: 1, writes: 1, deletes: 0, invocations: 0 });
    });

    it('of a disabled or deleted user is refused at once', async () => {
      const { refresh_token } = await signIn();
      await world.auth.updateUser(uid, { disabled: true });
      await refuses(refresh(refresh_token), 'unauthenticated', 'USER_DISABLED');
    });
  });

  describe('the list', () => {
    const list = async (sid: string) =>
      world.callAs<{ sessions: { id: string; current: boolean; user_agent: string }[] }>(
        { uid, sid },
        'listSessions',
      );

    it('shows all sessions, the last used first, and marks the own one', async () => {
      const first = await signIn();
      world.clock.advance(10);
      const second = await signIn();
      world.clock.advance(10);
      await refresh(first.refresh_token);
      const { sessions } = await list(sidOf(second));
      // One more from the first sign-in of `addUser`.
      assert.deepEqual(
        sessions.slice(0, 2).map(({ id, current }) => [id, current]),
        [
          [sidOf(first), false],
          [sidOf(second), true],
        ],
      );
      assert.equal(sessions.length, 3);
    });

    it('loses those that are signed out, revoked and expired', async () => {
      const [first, second] = [await signIn(), await signIn()];
      await world.call(null, 'signOut', { refresh_token: first.refresh_token });
      const revoked = await world.callAs({ uid, sid: sidOf(second) }, 'revokeSessions', {
        session_ids: [sidOf(first), 'unknown'],
      });
      assert.deepEqual(revoked, { revoked: 0 });
      assert.equal((await list(sidOf(second))).sessions.length, 2);
      world.clock.advance(301 * 86_400);
      const third = await signIn();
      assert.equal((await list(sidOf(third))).sessions.length, 1);
      world.clock.advance(31);
      await refuses(list(sidOf(second)), 'unauthenticated', 'TOKEN_REVOKED');
    });
  });

  describe('signing out', () => {
    it('ends the refresh token at once and the access token within 30 s', async () => {
      const first = await signIn();
      assert.equal(((await verify(first.token)) as { valid: boolean }).valid, true);
      await world.call(null, 'signOut', { refresh_token: first.refresh_token });
      await isInvalid(refresh(first.refresh_token));
      world.clock.advance(31);
      assert.deepEqual(await verify(first.token), { valid: false, reason: 'TOKEN_REVOKED' });
    });

    it('with a token that is used up ends the session, and tells the user that there is a copy', async () => {
      const first = await signIn();
      const second = await refresh(first.refresh_token);
      await refresh(second.refresh_token);
      await world.call(null, 'signOut', { refresh_token: first.refresh_token });
      await isInvalid(refresh(second.refresh_token));
      const entry = await world.read(`users/${uid}/notifications/session-reused-${sidOf(first)}`);
      assert.equal(entry?.['type'], 'SESSION_REUSED');
    });

    it('with one that still answers, as its successor was not used, tells nobody', async () => {
      const first = await signIn();
      const second = await refresh(first.refresh_token);
      await world.call(null, 'signOut', { refresh_token: first.refresh_token });
      await isInvalid(refresh(second.refresh_token));
      const entry = await world.read(`users/${uid}/notifications/session-reused-${sidOf(first)}`);
      assert.equal(entry, undefined);
    });

    it('may be asked for twice, and with any token', async () => {
      const { refresh_token } = await signIn();
      for (const token of [refresh_token, refresh_token, 'made.up', 'x']) {
        assert.deepEqual(await world.call(null, 'signOut', { refresh_token: token }), {});
      }
    });

    it('everywhere ends all sessions, and a new sign-in works at once', async () => {
      const [first, second] = [await signIn(), await signIn()];
      await world.callAs({ uid, sid: sidOf(first) }, 'revokeSessions', {});
      await isInvalid(refresh(first.refresh_token));
      await isInvalid(refresh(second.refresh_token));
      world.clock.advance(31);
      assert.deepEqual(await verify(second.token), { valid: false, reason: 'TOKEN_REVOKED' });
      const third = await signIn();
      assert.equal(((await verify(third.token)) as { valid: boolean }).valid, true);
    });
  });

  describe('verifying a token', () => {
    const forge = (change: object, options: jwt.SignOptions = {}, key?: Buffer) => {
      const { keys, issuer, audience } = world.context.config.jwt;
      const now = world.clock.now().seconds;
      const claims = { sub: uid, sid: 's', jti: 'j', iat: now, exp: now + 60, ...change };
      const payload = { iss: issuer, aud: audience, ...claims };
      return jwt.sign(JSON.parse(JSON.stringify(payload)) as object, key ?? keys[0].key, {
        algorithm: 'HS256',
        keyid: keys[0].kid,
        ...options,
      });
    };

    it('answers its claims', async () => {
      const { token } = await signIn();
      const { sub, sid, exp } = jwt.decode(token) as jwt.JwtPayload & { sid: string };
      assert.deepEqual(await verify(token), {
        valid: true,
        claims: { sub, sid, exp, admin: false },
      });
    });

    it('takes the leeway into account, and no more', async () => {
      const { token } = await signIn();
      world.clock.advance(900 + 29);
      assert.equal(((await verify(token)) as { valid: boolean }).valid, true);
      world.clock.advance(2);
      assert.deepEqual(await verify(token), { valid: false, reason: 'TOKEN_EXPIRED' });
    });

    it('refuses every forgery', async () => {
      const { token } = await signIn();
      const none = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${token.split('.')[1]}.`;
      const forgeries: [string, string][] = [
        ['alg none', none],
        ['another key', forge({}, {}, Buffer.alloc(32, 1))],
        ['an unknown kid', forge({}, { keyid: 'other' })],
        ['another algorithm', forge({}, { algorithm: 'HS512' })],
        ['another issuer', forge({ iss: 'https://evil.example' })],
        ['another audience', forge({ aud: 'other-project' })],
        ['no subject', forge({ sub: undefined })],
        ['no session', forge({ sid: undefined })],
        ['no end', forge({ exp: undefined })],
        ['truncated', token.slice(0, -1)],
        ['changed', token.replace(/\.[^.]+\./, (part) => `${part.slice(0, -2)}x.`)],
        ['not a token', 'x'],
      ];
      for (const [what, forged] of forgeries) {
        const verdict = (await verify(forged)) as { valid: boolean; reason: string };
        assert.equal(verdict.valid, false, what);
        assert.equal(verdict.reason, 'TOKEN_MALFORMED', what);
      }
    });

    it('reads nothing in the common case', async () => {
      const { token } = await signIn();
      await verify(token);
      const { cost } = await world.measure(async () => {
        for (let index = 0; index < 20; index += 1) await verify(token);
      });
      assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
    });
  });
});
