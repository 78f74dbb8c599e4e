import assert from 'node:assert/strict';

import jwt from 'jsonwebtoken';

import type { Instant } from '../functions/src/kernel/instant.ts';
import type { Revocation, Session } from '../functions/src/modules/auth/model.ts';
import { MAX_SESSIONS } from '../functions/src/modules/auth/open-session.ts';
import { renewRevocations } from '../functions/src/modules/auth/renew-revocations.ts';
import { longestRevocation } from '../functions/src/modules/auth/renewal.ts';
import { Revocations } from '../functions/src/modules/auth/revocations.ts';
import { putRevocation } from '../functions/src/modules/auth/store.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, refuses } from './helpers.ts';

const MINUTE = 60;
const HOUR = 3600;
/** Of a custom token's hour, and of an end that nothing was handed out before. */
const MARGIN = 120;

/** A custom token that was handed out, and not yet redeemed when its session ended. */
describe('an unused firebase_token', () => {
  let world: World;
  let uid: string;
  let email: string;
  let count = 0;
  let revoked: string[];
  const password = 'correct horse battery';
  const boss = { uid: 'boss', admin: true };

  before(async () => {
    world = await openWorld();
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
    const { accounts } = world.context;
    const revoke = accounts.revokeRefreshTokens.bind(accounts);
    accounts.revokeRefreshTokens = async (id) => {
      revoked.push(id);
      await revoke(id);
    };
  });
  after(() => world.close());
  beforeEach(async () => {
    revoked = [];
    // What the test before has left is done with, and its limits are over. The first stays with the
    // Auth emulator's clock.
    if (count > 0) {
      world.clock.advance(24 * HOUR);
      await run();
    }
    count += 1;
    uid = `t${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addAccount(uid, { email, password });
    revoked = [];
  });

  const run = () => world.runSchedule(renewRevocations);
  const signIn = () => world.call<Session>(null, 'signInWithEmail', { email, password });
  const signOut = ({ refresh_token }: Session) => world.call(null, 'signOut', { refresh_token });
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const sidOf = ({ refresh_token }: Session) => refresh_token.split('.')[1] ?? '';
  const asOf = (session: Session) => ({ uid, sid: sidOf(session) });
  const revocation = async (session: Session) =>
    (await world.read(`revocations/${sidOf(session)}`)) as Revocation | undefined;
  const isRevoked = (session: Session) =>
    refuses(world.callAs(asOf(session), 'listSessions'), 'unauthenticated', 'TOKEN_REVOKED');

  it('redeemed after the session has ended makes an ID token that every endpoint refuses', async () => {
    const session = await signIn();
    await signOut(session);
    const id_token = await redeem(session);
    assert.equal((jwt.decode(id_token) as { sid: string }).sid, sidOf(session));
    world.clock.advance(31);
    const { status, body } = await world.rest('POST', '/chats', {
      token: id_token,
      body: { user_id: 'boss' },
    });
    assert.equal(status, 401);
    assert.equal((body['error'] as { reason: string }).reason, 'TOKEN_REVOKED');
    await isRevoked(session);
  });

  it('is refused until all that can be made of it is dead, by old and new instances', async () => {
    const session = await signIn();
    await signOut(session);
    // Redeemed at the end of its hour, renewed while the schedule is late, and good for an hour then.
    const dead = HOUR + MARGIN + 15 * MINUTE + HOUR;
    for (let passed = 0; passed < dead; passed += 5 * MINUTE) {
      world.clock.advance(5 * MINUTE);
      if (passed === HOUR + MARGIN) await run();
      await isRevoked(session);
      const { db, clock, config } = world.context;
      const longest = longestRevocation(config.jwt.longest_token_seconds);
      const reason = await new Revocations(db, clock, longest).reasonFor(uid, sidOf(session));
      assert.equal(reason, 'SIGNED_OUT');
    }
  });

  it('renews nothing any more once its hour is over and the schedule has run', async () => {
    const session = await signIn();
    world.clock.advance(10 * MINUTE);
    const latest = await refresh(session);
    world.clock.advance(10 * MINUTE);
    await signOut(latest);
    assert.deepEqual(revoked, [uid]);
    await redeem(latest);

    world.clock.advance(50 * MINUTE + MARGIN - 1);
    await run();
    assert.deepEqual(revoked, [uid], 'it can still be redeemed');
    world.clock.advance(1);
    await run();
    assert.deepEqual(revoked, [uid, uid]);
    assert.equal((await revocation(latest))?.renew_at, undefined);
    assert.equal((await revocation(latest))?.active, true, 'its ID tokens stay refused');
    await run();
    assert.deepEqual(revoked, [uid, uid], 'once');
  });

  describe('is seen to, whatever ended its session:', () => {
    type End = (session: Session) => Promise<unknown>;
    const ways: Record<string, End> = {
      signOut,
      revokeSessions: (session) => world.callAs(asOf(session), 'revokeSessions', {}),
      'a refresh token used twice': async (session) => {
        const { refresh_token } = await refresh(session);
        await refresh({ ...session, refresh_token });
        await refuses(refresh(session), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      },
      setPassword: async () => {
        const caller = asOf(await signIn());
        await world.callAs(caller, 'setPassword', { password: 'another long one' });
      },
      confirmPasswordReset: async () => {
        await world.call(null, 'requestPasswordReset', { email });
        const oob_code = codeIn((await world.mails(email)).at(-1));
        const input = { oob_code, new_password: 'another long one' };
        await world.call(null, 'confirmPasswordReset', input);
      },
      adminRevokeSessions: () => world.callAs(boss, 'adminRevokeSessions', { user_id: uid }),
      adminDisableUser: () => world.callAs(boss, 'adminDisableUser', { user_id: uid }),
      'more sessions than a user can have': async () => {
        for (let more = 0; more < MAX_SESSIONS; more += 1) {
          world.clock.advance(MINUTE);
          await signIn();
        }
      },
    };
    for (const [name, end] of Object.entries(ways)) {
      it(name, async () => {
        const session = await signIn();
        const issued = world.clock.now();
        await end(session);
        const at = (await revocation(session))?.renew_at;
        assert.deepEqual(at, issued.plusSeconds(HOUR + MARGIN));
        revoked = [];
        world.clock.advance(HOUR + MARGIN);
        await run();
        assert.deepEqual(revoked, [uid]);
      });
    }
  });

  it('of a session that was not used for long is none, and what a crash left is seen to soon', async () => {
    const session = await signIn();
    world.clock.advance(24 * HOUR);
    const { accounts } = world.context;
    const revoke = accounts.revokeRefreshTokens.bind(accounts);
    accounts.revokeRefreshTokens = () => Promise.reject(new Error('gone'));
    try {
      await assert.rejects(signOut(session));
    } finally {
      accounts.revokeRefreshTokens = revoke;
    }
    world.clock.advance(MARGIN);
    await run();
    assert.deepEqual(revoked, [uid]);
  });

  it('of somebody whose account was deleted holds nobody up', async () => {
    await signOut(await signIn());
    await world.auth.deleteUser(uid);
    world.clock.advance(2 * HOUR);
    await run();
    assert.equal((await world.measure(run)).cost.reads, 1, 'none is due');
  });

  it('costs the schedule 1 read and 1 write for each session, and a look at the devices', async () => {
    await Promise.all([signIn(), signIn(), signIn()]);
    await world.callAs(boss, 'adminRevokeSessions', { user_id: uid });
    const none = { reads: 1, writes: 0, deletes: 0, invocations: 1 };
    assert.deepEqual((await world.measure(run)).cost, none);
    world.clock.advance(2 * HOUR);
    revoked = [];
    const { cost } = await world.measure(run);
    assert.deepEqual(cost, { reads: 3 + 1, writes: 3, deletes: 0, invocations: 1 });
    assert.deepEqual(revoked, [uid], 'once for the user');
    assert.deepEqual((await world.measure(run)).cost, none);
  });

  it('is seen to again by the next run where the run died after Firebase Auth was told', async () => {
    await signOut(await signIn());
    world.clock.advance(2 * HOUR);
    const { db } = world.context;
    const transact = db.transact.bind(db);
    db.transact = () => Promise.reject(new Error('gone'));
    await assert.rejects(run(), AggregateError).finally(() => {
      db.transact = transact;
    });
    revoked = [];
    await run();
    assert.deepEqual(revoked, [uid]);
  });

  it('is seen to however many there are, and whomever Firebase Auth fails for', async () => {
    const USERS = 650;
    const at = world.clock.now();
    await Promise.all(Array.from({ length: USERS }, (_, index) => revoke(`many-${index}`, at)));
    const { accounts } = world.context;
    const real = accounts.revokeRefreshTokens.bind(accounts);
    const done = new Set<string>();
    let broken = true;
    accounts.revokeRefreshTokens = async (id) => {
      if (broken && id === 'many-7') throw new Error('gone');
      done.add(id);
    };
    try {
      world.clock.advance(2 * HOUR);
      await assert.rejects(run(), AggregateError);
      assert.equal(done.size, USERS - 1);
      broken = false;
      await run();
      assert.equal(done.size, USERS);
    } finally {
      accounts.revokeRefreshTokens = real;
    }
  });

  /** The end of a session, all at the same instant. */
  const revoke = (id: string, at: Instant) =>
    world.context.db.transact(async (tx) => {
      const [renew_at, expires_at] = [at.plusSeconds(HOUR), at.plusSeconds(4 * HOUR)];
      const ended = { uid: id, sid: `sid-${id}`, reason: 'SIGNED_OUT', active: true } as const;
      putRevocation(tx, { ...ended, at, renew_at, expires_at });
    });

  /** What an app's SDK does with the token; answers the ID token. */
  async function redeem({ firebase_token }: Session): Promise<string> {
    const path = 'identitytoolkit.googleapis.com/v1/accounts:signInWithCustomToken';
    const response = await fetch(`http://${world.hosts.auth}/${path}`, {
      method: 'POST',
      // As the emulator's owner, a request can name the project that it means.
      headers: { 'content-type': 'application/json', authorization: 'Bearer owner' },
      body: JSON.stringify({
        token: firebase_token,
        returnSecureToken: true,
        targetProjectId: world.projectId,
      }),
    });
    const { idToken } = (await response.json()) as { idToken?: string };
    assert.ok(idToken, `${response.status}`);
    return idToken;
  }
});
