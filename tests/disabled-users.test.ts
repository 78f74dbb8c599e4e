import assert from 'node:assert/strict';

import { FirebaseError } from 'firebase/app';

import type { AccountAdmin } from '../functions/src/modules/auth/account-admin.ts';
import { endSessions } from '../functions/src/modules/auth/end-sessions.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import type { Client } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { codeIn, newMessageId, openChat, refuses, send, writeDirectly } from './helpers.ts';

describe('a disabled user', () => {
  let world: World;
  let uid: string;
  let email: string;
  let chat_id: string;
  let session: Session;
  let client: Client;
  const password = 'correct horse battery';
  const admin = { uid: 'boss', admin: true };

  before(async () => {
    world = await openWorld();
    await world.addUser('boss');
    await world.auth.setCustomUserClaims('boss', { admin: true });
    await world.addUser('peer');
  });
  after(() => world.close());

  let count = 0;
  beforeEach(async () => {
    count += 1;
    uid = `u${count}-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
    chat_id = await openChat(world, uid, 'peer');
    session = await signIn();
    client = await world.client(uid);
  });

  const signIn = () => world.call<Session>(null, 'signInWithEmail', { email, password });
  const refresh = (refresh_token = session.refresh_token) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const verify = (token = session.token) => world.call<object>(null, 'verifySession', { token });
  const disable = (user_id = uid) => world.callAs(admin, 'adminDisableUser', { user_id });
  const enable = (user_id = uid) => world.callAs(admin, 'adminEnableUser', { user_id });
  const isBlocked = (call: Promise<unknown>) => refuses(call, 'unauthenticated', 'USER_DISABLED');
  const openByRest = (token = session.token) =>
    world.rest('POST', '/chats', { token, body: { user_id: 'peer' } });
  const write = async (): Promise<boolean> => {
    try {
      await writeDirectly(client, uid, chat_id, 'hello');
      return true;
    } catch (error) {
      assert.ok(error instanceof FirebaseError && error.code === 'permission-denied');
      return false;
    }
  };

  it('is refused by refresh and by message writes at once', async () => {
    assert.equal(await write(), true);
    await disable();
    await isBlocked(refresh());
    assert.equal(await write(), false);
  });

  it('cannot sign in, and cannot tell that from a wrong password', async () => {
    await disable();
    await refuses(signIn(), 'unauthenticated', 'CREDENTIALS_INVALID');
  });

  it('is refused by every endpoint within 30 s, by callable and by REST', async () => {
    await send(world, uid, chat_id, 'hello');
    assert.equal((await openByRest()).status, 200);
    await disable();
    world.clock.advance(31);
    await isBlocked(send(world, uid, chat_id, 'hello', newMessageId()));
    await isBlocked(world.call(uid, 'listSessions', {}));
    const { status, body } = await openByRest();
    assert.equal(status, 401);
    assert.deepEqual(body['error'], {
      status: 'UNAUTHENTICATED',
      reason: 'USER_DISABLED',
      message: 'This account cannot be used.',
    });
  });

  it('is named by api-token-verify', async () => {
    await disable();
    world.clock.advance(31);
    assert.deepEqual(await verify(), { valid: false, reason: 'USER_DISABLED' });
    const { body } = await world.rest('POST', '/api-token-verify/', {
      body: { token: session.token },
    });
    assert.deepEqual(body, { valid: false, reason: 'USER_DISABLED' });
  });

  it('cannot renew the ID token of his SDK', async () => {
    await disable();
    const account = await world.auth.getUser(uid);
    assert.equal(account.disabled, true);
    assert.ok(Date.parse(account.tokensValidAfterTime ?? '') > 0);
  });

  it('is not found by those who would open a chat with him', async () => {
    await world.addUser(`x${uid}`);
    await disable();
    await refuses(openChat(world, `x${uid}`, uid), 'not-found', 'USER_NOT_FOUND', ['user_id']);
  });

  it('may sign in again once he is enabled, and his old sessions stay ended', async () => {
    await disable();
    world.clock.advance(31);
    assert.equal((await openByRest()).status, 401);
    await enable();
    world.clock.advance(31);
    assert.deepEqual(await verify(), { valid: false, reason: 'TOKEN_REVOKED' });
    await refuses(refresh(), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    const again = await signIn();
    assert.equal(((await verify(again.token)) as { valid: boolean }).valid, true);
    assert.equal((await openByRest(again.token)).status, 200);
    await refresh(again.refresh_token);
    assert.equal(await write(), true);
  });

  it('stays refused while disabled and enabled follow each other quickly', async () => {
    await disable();
    await enable();
    await disable();
    world.clock.advance(31);
    await isBlocked(send(world, uid, chat_id, 'hello'));
    await isBlocked(refresh());
    assert.equal(await write(), false);
  });

  describe('when it goes wrong halfway', () => {
    const crashAt = async (step: keyof AccountAdmin, act: () => Promise<unknown>) => {
      const whole = world.context.account_admin;
      world.context.account_admin = { ...whole, [step]: () => Promise.reject(new Error('gone')) };
      try {
        await assert.rejects(act());
      } finally {
        world.context.account_admin = whole;
      }
    };

    it('disabling already refuses, and is completed by doing it again', async () => {
      await crashAt('setDisabled', () => disable());
      world.clock.advance(31);
      await refuses(refresh(), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      await isBlocked(signIn());
      await isBlocked(send(world, uid, chat_id, 'hello'));
      assert.equal(await write(), false);
      await disable();
      assert.equal((await world.auth.getUser(uid)).disabled, true);
      await isBlocked(refresh());
    });

    it('enabling still refuses, and is completed by doing it again', async () => {
      await disable();
      const { account_admin } = world.context;
      const setDisabled = async (id: string, is_disabled: boolean) => {
        await account_admin.setDisabled(id, is_disabled);
        throw new Error('gone');
      };
      world.context.account_admin = { ...account_admin, setDisabled };
      await assert.rejects(enable()).finally(() => {
        world.context.account_admin = account_admin;
      });
      assert.equal((await world.auth.getUser(uid)).disabled, false);
      world.clock.advance(31);
      await isBlocked(signIn());
      await isBlocked(send(world, uid, chat_id, 'hello'));
      assert.equal(await write(), false);
      await enable();
      assert.equal((await signIn()).user.id, uid);
    });
  });

  describe('who is deleted instead', () => {
    beforeEach(async () => {
      await endSessions(world.context, uid, 'all', 'USER_DELETED');
      await world.auth.deleteUser(uid);
    });

    it('is refused by refresh at once, and by every endpoint within 30 s', async () => {
      await isBlocked(refresh());
      world.clock.advance(31);
      assert.deepEqual(await verify(), { valid: false, reason: 'USER_DISABLED' });
      await isBlocked(send(world, uid, chat_id, 'hello'));
      assert.equal((await openByRest()).status, 401);
    });
  });

  describe('in Firebase Auth itself, past us', () => {
    const PAST_US: Record<string, () => Promise<unknown>> = {
      disabled: () => world.auth.updateUser(uid, { disabled: true }),
      deleted: () => world.auth.deleteUser(uid),
    };
    const isRefusedByRest = async (token = session.token) => {
      const { status, body } = await openByRest(token);
      assert.equal(status, 401);
      assert.equal((body['error'] as { reason: string }).reason, 'USER_DISABLED');
    };

    for (const [what, act] of Object.entries(PAST_US)) {
      describe(what, () => {
        beforeEach(async () => {
          await send(world, uid, chat_id, 'hello');
          assert.equal((await openByRest()).status, 200);
          await act();
        });

        it('is refused by refresh at once', () => isBlocked(refresh()));

        const FINDERS: Record<string, () => Promise<unknown>> = {
          refreshing: () => refresh(),
          'setting a password': () => world.call(uid, 'setPassword', { password: 'a new horse' }),
          'asking for a verification': () => world.call(uid, 'requestEmailVerification', {}),
          'an act of an admin': () => world.callAs({ uid, admin: true }, 'adminListUsers', {}),
          "Firebase's own sign-in": () => {
            const firebase = { sign_in_provider: 'phone' };
            const claims = { sid: undefined, auth_time: world.clock.now().seconds, firebase };
            return world.callAs({ uid, claims }, 'signInWithFirebase', {});
          },
        };
        for (const [how, find] of Object.entries(FINDERS)) {
          it(`is shut out as by adminDisableUser where ${how} finds it out`, async () => {
            await isBlocked(find());
            assert.equal(await write(), false);
            assert.equal((await world.read(`users/${uid}`))?.['is_active'], false);
            assert.equal((await world.read(`users-external-event/${uid}`))?.['disabled'], true);
            assert.deepEqual((await world.read(`sessions/${uid}`))?.['sessions'], {});
            assert.equal((await world.read(`revocations/${uid}`))?.['active'], true);
          });
        }

        it('is refused by every endpoint within 60 s, by callable and by REST', async () => {
          world.clock.advance(60);
          await isBlocked(send(world, uid, chat_id, 'hello'));
          await isBlocked(world.call(uid, 'listSessions', {}));
          await isRefusedByRest();
          assert.deepEqual(await verify(), { valid: false, reason: 'USER_DISABLED' });
        });

        it('is refused by rules from the first request that finds it out', async () => {
          world.clock.advance(60);
          await isRefusedByRest();
          assert.equal(await write(), false);
          const { is_active } = (await world.read(`users/${uid}`)) as { is_active: boolean };
          assert.equal(is_active, false);
          assert.deepEqual((await world.read(`sessions/${uid}`))?.['sessions'], {});
          const reason = (await world.read(`revocations/${uid}`))?.['reason'];
          assert.equal(reason, what === 'deleted' ? 'USER_DELETED' : 'USER_DISABLED');
        });

        it('is shut out once, however many find it out', async () => {
          world.clock.advance(60);
          await Promise.all([isRefusedByRest(), isRefusedByRest(), isBlocked(verifyAll())]);
          const { cost } = await world.measure(async () => {
            world.clock.advance(29);
            await isRefusedByRest();
            await isBlocked(send(world, uid, chat_id, 'hello'));
          });
          assert.equal(cost.writes, 0);
        });

        it('is refused where it cannot be written down, and that is made up for', async () => {
          world.clock.advance(60);
          const { db } = world.context;
          const transact = db.transact.bind(db);
          db.transact = () => Promise.reject(new Error('gone'));
          await isRefusedByRest().finally(() => {
            db.transact = transact;
          });
          world.clock.advance(30);
          await isRefusedByRest();
          assert.equal(await write(), false);
        });
      });
    }

    const verifyAll = () => world.call(uid, 'listSessions', {});

    it('is shut out where his sign-in by phone or the code of a mail finds it out', async () => {
      const phone = `+1202559${1000 + count}`;
      const isShutOut = async () => {
        assert.equal((await world.read(`users/${uid}`))?.['is_active'], false);
        await world.auth.updateUser(uid, { disabled: false });
        await enable();
      };
      await world.auth.updateUser(uid, { phoneNumber: phone });
      const { challenge_id } = await world.call<{ challenge_id: string }>(null, 'startPhoneAuth', {
        phone,
      });
      const code = await world.sms.code(phone);
      await world.call(null, 'requestPasswordReset', { email });
      const oob_code = codeIn((await world.mails(email)).at(-1));

      await world.auth.updateUser(uid, { disabled: true });
      await isBlocked(world.call(null, 'verifyPhoneAuth', { challenge_id, code }));
      await isShutOut();
      await world.auth.updateUser(uid, { disabled: true });
      const new_password = 'staple of a new kind';
      const reset = world.call(null, 'confirmPasswordReset', { oob_code, new_password });
      await refuses(reset, 'invalid-argument', 'OOB_CODE_INVALID');
      await isShutOut();
    });

    it('and an admin, is none any more until he is enabled', async () => {
      await world.auth.setCustomUserClaims(uid, { admin: true });
      await world.auth.updateUser(uid, { disabled: true });
      await isBlocked(refresh());
      const withdrawn = async (): Promise<object> =>
        (await world.read('admin-register/withdrawn'))?.['uids'] ?? {};
      assert.ok(uid in (await withdrawn()));
      await enable();
      assert.ok(!(uid in (await withdrawn())));
    });

    it('and enabled again there, is let in again by adminEnableUser', async () => {
      await world.auth.updateUser(uid, { disabled: true });
      world.clock.advance(60);
      await isRefusedByRest();
      await world.auth.updateUser(uid, { disabled: false });
      await isBlocked(signIn());
      await enable();
      world.clock.advance(31);
      const again = await signIn();
      assert.equal((await openByRest(again.token)).status, 200);
      assert.equal(await write(), true);
    });

    it('is not shut out by a look-up that an enabling has overtaken', async () => {
      await disable();
      await enable();
      const again = await signIn();
      const { accounts } = world.context;
      const find = accounts.find.bind(accounts);
      accounts.find = async (id) => {
        const account = await find(id);
        accounts.find = find;
        return account && { ...account, is_disabled: true };
      };
      world.clock.advance(60);
      await isRefusedByRest(again.token);
      world.clock.advance(30);
      assert.equal((await openByRest(again.token)).status, 200);
      assert.equal(await write(), true);
    });

    it('asks Firebase Auth once a minute for each user, and reads no document for it', async () => {
      const { accounts } = world.context;
      const find = accounts.find.bind(accounts);
      let asked = 0;
      accounts.find = (id) => {
        asked += 1;
        return find(id);
      };
      try {
        await verify();
        const { cost } = await world.measure(async () => {
          for (let index = 0; index < 10; index += 1) await verify();
        });
        assert.deepEqual(cost, { reads: 0, writes: 0, deletes: 0, invocations: 0 });
      } finally {
        accounts.find = find;
      }
      assert.ok(asked <= 1, `${asked} times`);
    });

    it('lets everybody through while Firebase Auth cannot be asked', async () => {
      const { accounts } = world.context;
      const find = accounts.find.bind(accounts);
      world.clock.advance(60);
      accounts.find = () => Promise.reject(new Error('quota'));
      try {
        assert.equal(((await verify()) as { valid: boolean }).valid, true);
      } finally {
        accounts.find = find;
      }
    });
  });
});
