import assert from 'node:assert/strict';

import { FieldValue } from '@google-cloud/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { renewRevocations } from '../functions/src/modules/auth/renew-revocations.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, openChat, refuses, send } from './helpers.ts';

describe("a session's device", () => {
  let world: World;
  let uid: string;
  let email: string;
  let chat_id: string;
  let count = 0;
  const password = 'correct horse battery';
  const boss = { uid: 'boss', admin: true };

  before(async () => {
    world = await openWorld();
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
  });
  after(() => world.close());
  beforeEach(async () => {
    world.clock.advance(120);
    count += 1;
    uid = `d${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
    chat_id = await openChat(world, 'boss', uid);
  });

  const signIn = () => world.call<Session>(null, 'signInWithEmail', { email, password });
  const signOut = ({ refresh_token }: Session) => world.call(null, 'signOut', { refresh_token });
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const asOf = ({ user, refresh_token }: Session) => ({
    uid: user.id,
    sid: refresh_token.split('.')[1] ?? '',
  });
  const token = (name: string) => `${name}-${count}-${world.projectId}`;
  const register = (session: Session, name: string, device_id = name) =>
    world.callAs(asOf(session), 'registerDevice', {
      device_id,
      token: token(name),
      platform: 'android',
    });
  /** Sends him a message; answers how many pushes each device has got in all. */
  const pushes = async (...names: string[]): Promise<number[]> => {
    await send(world, 'boss', chat_id, 'hello');
    await world.drain();
    const sent = names.map((name) => world.inbox.pushes({ token: token(name), answered: 'OK' }));
    return (await Promise.all(sent)).map(({ length }) => length);
  };
  const ownersOf = async (id: string) =>
    (await world.admin.collection('device-tokens').where('uid', '==', id).get()).size;

  it('gets no push once it is signed out, and those of other sessions do', async () => {
    const [here, there] = [await signIn(), await signIn()];
    await register(here, 'phone');
    await register(there, 'tablet');
    assert.deepEqual(await pushes('phone', 'tablet'), [1, 1]);
    await signOut(await refresh(here));
    assert.deepEqual(await pushes('phone', 'tablet'), [1, 2]);
    assert.equal(await ownersOf(uid), 1);
  });

  describe('gets no push once its session was ended by', () => {
    type End = (session: Session) => Promise<unknown>;
    const ways: Record<string, End> = {
      revokeSessions: async (session) =>
        world.callAs(asOf(await signIn()), 'revokeSessions', { session_ids: [asOf(session).sid] }),
      'a refresh token used twice': async (session) => {
        await refresh(await refresh(session));
        await refuses(refresh(session), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      },
      setPassword: async () =>
        world.callAs(asOf(await signIn()), 'setPassword', { password: 'another long one' }),
      confirmPasswordReset: async () => {
        await world.call(null, 'requestPasswordReset', { email });
        const oob_code = codeIn((await world.mails(email)).at(-1));
        const input = { oob_code, new_password: 'another long one' };
        await world.call(null, 'confirmPasswordReset', input);
      },
      confirmEmailVerification: async () => {
        const caller = asOf(await signIn());
        await world.callAs(caller, 'requestEmailVerification', {});
        const oob_code = codeIn((await world.mails(email)).at(-1));
        await world.callAs(caller, 'confirmEmailVerification', { oob_code });
      },
      adminRevokeSessions: () => world.callAs(boss, 'adminRevokeSessions', { user_id: uid }),
      adminDisableUser: () => world.callAs(boss, 'adminDisableUser', { user_id: uid }),
      'the withdrawal of an admin': async () => {
        const act = { user_id: uid, is_admin: true };
        await world.callAs(boss, 'adminSetAdmin', act);
        await world.callAs(boss, 'adminSetAdmin', { ...act, is_admin: false });
      },
      'its last day': async () => {
        world.clock.advance(301 * 86_400);
        await signIn();
      },
    };
    for (const [name, end] of Object.entries(ways)) {
      it(name, async () => {
        const session = await signIn();
        await register(session, 'phone');
        await end(session);
        assert.equal(await world.read(`users/${uid}/devices/phone`), undefined);
        assert.equal(await ownersOf(uid), 0);
        if (name !== 'adminDisableUser') assert.deepEqual(await pushes('phone'), [0]);
      });
    }
  });

  it('that was registered anew under another session stays', async () => {
    const [old, present] = [await signIn(), await signIn()];
    await register(old, 'phone');
    await register(present, 'renewed', 'phone');
    await signOut(old);
    assert.deepEqual(await pushes('renewed'), [1]);
  });

  it('that is registered anew under another session while its own ends stays', async () => {
    const [old, present] = [await signIn(), await signIn()];
    await register(old, 'phone');
    await meanwhile(
      () => register(present, 'phone'),
      () => signOut(old),
    );
    assert.deepEqual(await pushes('phone'), [1]);
  });

  it('of a session that is opened while all others end stays', async () => {
    const old = await signIn();
    await register(old, 'phone');
    await meanwhile(
      async () => register(await signIn(), 'tablet'),
      () => world.callAs(asOf(old), 'revokeSessions', {}),
    );
    // It came in between, so it is one of all; or it came later and stays: never one without the other.
    const { sessions } = (await world.read(`sessions/${uid}`)) as { sessions: object };
    const device = await world.read(`users/${uid}/devices/tablet`);
    assert.equal(device !== undefined, Object.keys(sessions).length === 1);
  });

  it("whose token has gone to another user leaves the other's alone", async () => {
    const session = await signIn();
    await register(session, 'phone');
    const other = await world.call<Session>(null, 'registerWithEmail', {
      email: `other-${email}`,
      username: `other_${count}`,
      password,
    });
    await meanwhile(
      () => register(other, 'phone', 'elsewhere'),
      () => signOut(session),
    );
    assert.equal(await ownersOf(other.user.id), 1);
    assert.notEqual(await world.read(`users/${other.user.id}/devices/elsewhere`), undefined);
  });

  it('that was registered before sessions were noted goes with the last of them', async () => {
    const [first, second] = [await signIn(), await signIn()];
    await register(first, 'phone');
    await world.admin.doc(`users/${uid}/devices/phone`).update({ sid: FieldValue.delete() });
    await signOut(first);
    assert.deepEqual(await pushes('phone'), [1]);
    await world.callAs(asOf(second), 'revokeSessions', {});
    assert.deepEqual(await pushes('phone'), [1]);
  });

  it('that an instance registers which has not heard of the end yet goes with the schedule', async () => {
    const session = await signIn();
    await world.callAs(asOf(session), 'listSessions');
    await signOut(session);
    await register(session, 'phone');
    world.clock.advance(31);
    await refuses(register(session, 'phone'), 'unauthenticated', 'TOKEN_REVOKED');
    world.clock.advance(2 * 3600);
    await world.runSchedule(renewRevocations);
    assert.deepEqual(await pushes('phone'), [0]);
    assert.equal(await ownersOf(uid), 0);
  });

  it('goes with its session or not at all', async () => {
    const session = await signIn();
    await register(session, 'phone');
    const { accounts } = world.context;
    const revoke = accounts.revokeRefreshTokens.bind(accounts);
    accounts.revokeRefreshTokens = () => Promise.reject(new Error('gone'));
    await assert.rejects(signOut(session)).finally(() => {
      accounts.revokeRefreshTokens = revoke;
    });
    assert.deepEqual(await pushes('phone'), [0]);
  });

  /** Does something right after the devices that are to end have been looked for, once. */
  async function meanwhile(
    act: () => Promise<unknown>,
    end: () => Promise<unknown>,
  ): Promise<void> {
    const { db } = world.context;
    const find = db.find.bind(db);
    let done = false;
    db.find = async (query) => {
      const found = await find(query);
      db.find = find;
      done = true;
      await act();
      return found;
    };
    await end().finally(() => {
      db.find = find;
    });
    assert.ok(done);
  }
});
