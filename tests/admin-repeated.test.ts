import assert from 'node:assert/strict';

import type { AccountAdmin } from '../functions/src/modules/auth/account-admin.ts';
import { openWorld, type CallableName, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

type Act = [name: CallableName, input: object];

const DISABLE: Act = ['adminDisableUser', {}];
const ENABLE: Act = ['adminEnableUser', {}];
const GRANT: Act = ['adminSetAdmin', { is_admin: true }];
const WITHDRAW: Act = ['adminSetAdmin', { is_admin: false }];

describe('an act of an admin', () => {
  let world: World;
  const boss = { uid: 'boss', admin: true };
  beforeEach(async () => {
    world = await openWorld();
    for (const uid of ['boss', 'user', 'chief']) await world.addUser(uid);
    for (const uid of ['boss', 'chief']) await world.auth.setCustomUserClaims(uid, { admin: true });
  });
  afterEach(() => world.close());

  const act = ([name, input]: Act, user_id = 'user') =>
    world.callAs<object>(boss, name, { user_id, ...input });
  const audit = async () => {
    const found = await world.callAs<{ entries: { action: string }[] }>(boss, 'adminListAudit', {});
    return found.entries.map(({ action }) => action);
  };
  const register = () => world.read('admin-register/withdrawn');
  const isAdmin = async (uid: string) =>
    (await world.auth.getUser(uid)).customClaims?.['admin'] === true;

  const FIRST: [what: string, name: Act, before: Act | undefined, action: string][] = [
    ['disabling', DISABLE, undefined, 'DISABLE_USER'],
    ['enabling', ENABLE, DISABLE, 'ENABLE_USER'],
    ['granting', GRANT, undefined, 'GRANT_ADMIN'],
    ['withdrawing', WITHDRAW, GRANT, 'WITHDRAW_ADMIN'],
  ];
  for (const [what, wanted, before, action] of FIRST) {
    for (const uid of ['user', 'newcomer']) {
      it(`is written down once, ${what} ${uid} three times at once and once more`, async () => {
        if (uid === 'newcomer') await world.addAccount(uid);
        if (before !== undefined) await act(before, uid);
        await Promise.all([act(wanted, uid), act(wanted, uid), act(wanted, uid)]);
        await act(wanted, uid);
        assert.equal((await audit()).filter((each) => each === action).length, 1);
        const { disabled } = await world.auth.getUser(uid);
        assert.equal(disabled, what === 'disabling');
        assert.equal(await isAdmin(uid), what === 'granting');
      });
    }
  }

  it('that takes the role from who has none does nothing: his sessions stay', async () => {
    const signed_in = await world.client('user');
    const { sessions } = (await world.read('sessions/user')) ?? {};
    const { tokensValidAfterTime } = await world.auth.getUser('user');
    await act(WITHDRAW);
    assert.deepEqual((await world.read('sessions/user'))?.['sessions'], sessions);
    const after = await world.auth.getUser('user');
    assert.equal(after.tokensValidAfterTime, tokensValidAfterTime);
    assert.equal(await register(), undefined);
    assert.deepEqual(await audit(), []);
    await world.call('user', 'listChats', {});
    await signed_in.auth.currentUser?.getIdToken(true);
  });

  it('that gives the role to who has it does nothing', async () => {
    await act(GRANT, 'chief');
    assert.equal(await register(), undefined);
    assert.deepEqual(await audit(), []);
  });

  it('that shuts out or lets in is none where it is so already', async () => {
    await act(ENABLE);
    assert.deepEqual(await audit(), []);
    await world.auth.updateUser('user', { disabled: true });
    world.clock.advance(60);
    const found = world.call('user', 'listChats', {});
    await refuses(found, 'unauthenticated', 'USER_DISABLED');
    await act(DISABLE);
    assert.deepEqual(await audit(), []);
  });

  describe('that died halfway', () => {
    /** At a step that Firebase Auth is asked for. */
    const diesAt = async (
      step: keyof AccountAdmin | 'revokeRefreshTokens',
      dying: () => Promise<unknown>,
    ) => {
      const { account_admin, accounts } = world.context;
      const dies = () => Promise.reject(new Error('died'));
      if (step === 'revokeRefreshTokens') world.context.accounts = { ...accounts, [step]: dies };
      else world.context.account_admin = { ...account_admin, [step]: dies };
      await assert.rejects(dying());
      Object.assign(world.context, { account_admin, accounts });
    };

    it('granting: is finished by repeating it, and written down once', async () => {
      await diesAt('setAdmin', () => act(GRANT));
      assert.equal(await isAdmin('user'), false);
      await act(GRANT);
      assert.equal(await isAdmin('user'), true);
      assert.deepEqual(await audit(), ['GRANT_ADMIN']);
      assert.deepEqual(await register(), { uids: {}, unfinished: {} });
    });

    for (const step of ['revokeRefreshTokens', 'setAdmin'] as const) {
      it(`withdrawing, at ${step}: is finished by repeating it, and written down once`, async () => {
        await diesAt(step, () => act(WITHDRAW, 'chief'));
        assert.equal(await isAdmin('chief'), true);
        await act(WITHDRAW, 'chief');
        assert.equal(await isAdmin('chief'), false);
        assert.deepEqual(await audit(), ['WITHDRAW_ADMIN']);
        assert.deepEqual((await register())?.['unfinished'], {});
      });
    }

    it('withdrawing: the role does not come back by disabling and enabling him', async () => {
      await diesAt('setAdmin', () => act(WITHDRAW, 'chief'));
      await act(DISABLE, 'chief');
      await act(ENABLE, 'chief');
      world.clock.advance(31);
      const call = world.callAs({ uid: 'chief', admin: true }, 'adminDisableUser', {
        user_id: 'user',
      });
      await refuses(call, 'permission-denied', 'ADMIN_ONLY');
    });

    it('granting: taking it back is another act', async () => {
      await diesAt('setAdmin', () => act(GRANT));
      world.clock.advance(1);
      await act(WITHDRAW);
      assert.equal(await isAdmin('user'), false);
      assert.deepEqual(await audit(), ['WITHDRAW_ADMIN', 'GRANT_ADMIN']);
    });

    for (const step of ['setDisabled', 'revokeRefreshTokens'] as const) {
      it(`disabling, at ${step}: is finished by repeating it, and written down once`, async () => {
        await diesAt(step, () => act(DISABLE));
        await act(DISABLE);
        assert.equal((await world.auth.getUser('user')).disabled, true);
        assert.deepEqual(await audit(), ['DISABLE_USER']);
      });
    }

    for (const [what, disable] of [
      ['by an admin', () => act(DISABLE)],
      ['in Firebase Auth itself', () => world.auth.updateUser('user', { disabled: true })],
    ] as const) {
      it(`enabling who was disabled ${what}: is finished by repeating it, and written down once`, async () => {
        await disable();
        const { account_admin } = world.context;
        const setDisabled = async (uid: string, is_disabled: boolean) => {
          await account_admin.setDisabled(uid, is_disabled);
          throw new Error('died');
        };
        world.context.account_admin = { ...account_admin, setDisabled };
        await assert.rejects(act(ENABLE));
        world.context.account_admin = account_admin;
        assert.equal((await world.auth.getUser('user')).disabled, false);
        assert.equal((await world.read('users/user'))?.['is_active'], false);
        await act(ENABLE);
        assert.equal((await world.read('users/user'))?.['is_active'], true);
        assert.equal((await audit()).filter((each) => each === 'ENABLE_USER').length, 1);
      });
    }
  });
});
