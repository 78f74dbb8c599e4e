import assert from 'node:assert/strict';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { startFederatedStandIns, type FederatedStandIns } from '../testkit/stand-ins/federated.ts';
import type { IdTokenClaims } from '../testkit/stand-ins/google/tokens.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

const AUD = 'app.apps.googleusercontent.com';

describe('the same person by several ways in', () => {
  let others: FederatedStandIns;
  let world: World;
  const password = 'correct horse battery';
  before(async () => {
    others = await startFederatedStandIns(AUD);
    world = await openWorld({ config: others.config });
  });
  after(async () => {
    await world.close();
    await others.stop();
  });

  let count = 0;
  let email: string;
  let sub: string;
  let uid: string;
  beforeEach(() => {
    count += 1;
    sub = `3000${count}`;
    uid = `l${count}-${world.projectId}`;
    email = `${uid}@gmail.com`;
    // Limits are by address, and all these come from one.
    world.clock.advance(120);
  });

  const mint = (claims: IdTokenClaims = {}) => {
    const now = world.clock.now().seconds;
    const times = { exp: now + 3000 };
    return others.google.mint({ aud: AUD, sub, email, email_verified: true, ...times, ...claims });
  };
  const byGoogle = (claims?: IdTokenClaims) =>
    world.call<Session>(null, 'signInWithGoogle', { id_token: mint(claims) });
  const byPassword = () => world.call<Session>(null, 'signInWithEmail', { email, password });
  const byFacebook = (user_id = sub, given?: string) => {
    const access_token = `token-${user_id}-${count}`;
    others.facebook.addToken(access_token, {
      user_id,
      ...(given !== undefined && { email: given }),
    });
    return world.call<Session>(null, 'signInWithFacebook', { access_token });
  };
  const providersOf = async (id: string) =>
    (await world.auth.getUser(id)).providerData.map(({ providerId }) => providerId).toSorted();
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });

  it('a verified address is one account: Google opens it and leaves all as it was', async () => {
    await world.addAccount(uid, { email, password });
    await world.auth.updateUser(uid, { emailVerified: true });
    const before = await byPassword();
    const session = await byGoogle();
    assert.equal(session.user.id, uid);
    assert.equal(session.user.is_new, false);
    assert.equal((await byPassword()).user.id, uid);
    await refresh(before);
    assert.deepEqual(await providersOf(uid), ['google.com', 'password']);
    const { providers } = (await world.read(`users/${uid}/private/account`)) ?? {};
    assert.deepEqual((providers as string[]).toSorted(), ['google.com', 'password']);
  });

  it('an address is the same however it is written', async () => {
    await world.addAccount(uid, { email });
    await world.auth.updateUser(uid, { emailVerified: true });
    assert.equal((await byGoogle({ email: email.toUpperCase() })).user.id, uid);
  });

  it('whom Google knows by id stays the same with another address', async () => {
    const first = await byGoogle();
    const { user } = await byGoogle({ email: `new-${email}` });
    assert.equal(user.id, first.user.id);
    assert.equal(user.email, email);
  });

  describe('an address that is not proven', () => {
    const cases: [string, () => IdTokenClaims][] = [
      ['that Google has not verified', () => ({ email, email_verified: false })],
      ['of another domain', () => ({ email: `${uid}@example.com` })],
      ['that only looks like gmail.com', () => ({ email: `${uid}@notgmail.com` })],
      ['with an empty hosted domain', () => ({ email: `${uid}@example.com`, hd: '' })],
    ];
    for (const [what, claims] of cases) {
      it(`${what} takes no account over, verified or not`, async () => {
        const given = claims();
        const owner = { email: String(given['email']) };
        await world.addAccount(uid, { ...owner, password });
        for (const emailVerified of [true, false]) {
          await world.auth.updateUser(uid, { emailVerified });
          const { user } = await byGoogle({ ...given, sub: `${sub}-${emailVerified}` });
          assert.notEqual(user.id, uid);
          assert.equal(user.email, null);
          assert.equal(user.is_new, true);
          assert.deepEqual(await providersOf(uid), ['password']);
        }
      });
    }

    it('of a hosted domain is proven', async () => {
      email = `${uid}@example.org`;
      await world.addAccount(uid, { email });
      await world.auth.updateUser(uid, { emailVerified: true });
      assert.equal((await byGoogle({ hd: 'example.org' })).user.id, uid);
    });

    it("of Facebook's takes no account over, and is not kept", async () => {
      await world.addAccount(uid, { email, password });
      await world.auth.updateUser(uid, { emailVerified: true });
      const { user } = await byFacebook(sub, email);
      assert.notEqual(user.id, uid);
      assert.equal(user.email, null);
      assert.deepEqual(await providersOf(uid), ['password']);
    });
  });

  describe('an account that waits in an address which is not its own', () => {
    let squatter: Session;
    beforeEach(async () => {
      await world.addAccount(uid, { email, password });
      squatter = await byPassword();
    });

    it('goes to who proves the address, and its maker loses every way in', async () => {
      await world.auth.updateUser(uid, { phoneNumber: `+1202555${String(1000 + count)}` });
      const link = { providerId: 'facebook.com', uid: `squatter-${uid}` };
      await world.auth.updateUser(uid, { providerToLink: link });
      const { sid } = JSON.parse(
        Buffer.from(squatter.token.split('.')[1] ?? '', 'base64url').toString(),
      ) as { sid: string };
      const device = { device_id: 'd', token: `t-${uid}`, platform: 'ios' };
      await world.callAs({ uid, sid }, 'registerDevice', device);

      const session = await byGoogle();
      assert.equal(session.user.id, uid);
      const account = await world.auth.getUser(uid);
      assert.equal(account.emailVerified, true);
      assert.equal(account.phoneNumber, undefined);
      assert.deepEqual(await providersOf(uid), ['google.com', 'password']);
      assert.equal(await world.read(`users/${uid}/devices/d`), undefined);
      const kept = await world.read(`users/${uid}/private/account`);
      assert.deepEqual([kept?.['email'], kept?.['phone']], [email, null]);

      await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
      await refuses(refresh(squatter), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      world.clock.advance(31);
      const verdict = await world.call(null, 'verifySession', { token: squatter.token });
      assert.deepEqual(verdict, { valid: false, reason: 'TOKEN_REVOKED' });
      await refresh(session);
    });

    it('is not entered by an ID token that its maker still has', async () => {
      const claims = {
        sid: undefined,
        auth_time: world.clock.now().seconds + 3000,
        email,
        email_verified: false,
        firebase: { sign_in_provider: 'phone' },
      };
      const byIdToken = () => world.callAs({ uid, claims }, 'signInWithFirebase', {});
      await byIdToken();
      await byGoogle();
      await refuses(byIdToken(), 'unauthenticated', 'TOKEN_REVOKED');
    });

    it('is not entered by a password that was right when its check began', async () => {
      const { passwords } = world.context;
      const check = passwords.check.bind(passwords);
      passwords.check = async (address, given) => {
        const right = await check(address, given);
        await byGoogle();
        return right;
      };
      try {
        await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
      } finally {
        passwords.check = check;
      }
    });

    it('goes to two first sign-ins at once, which both last', async () => {
      const sessions = await Promise.all([byGoogle(), byGoogle(), byGoogle()]);
      for (const session of sessions) {
        assert.equal(session.user.id, uid);
        await refresh(session);
      }
      await refuses(refresh(squatter), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    });

    for (const step of ['takeWaysIn', 'find', 'link'] as const) {
      it(`is claimed anew where the claim died at ${step}`, async () => {
        // `find` of the database: the devices are being looked for, which end with the sessions.
        await dying(step, () => byGoogle(), step === 'find' ? world.context.db : undefined);
        assert.equal((await byGoogle()).user.id, uid);
        await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
        await refuses(refresh(squatter), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
        assert.equal((await world.auth.getUser(uid)).emailVerified, true);
      });
    }

    it('stays closed where it is blocked', async () => {
      await world.auth.updateUser(uid, { disabled: true });
      await refuses(byGoogle(), 'unauthenticated', 'USER_DISABLED');
      assert.deepEqual(await providersOf(uid), ['password']);
    });

    it('passes no rights of an admin on', async () => {
      await world.auth.setCustomUserClaims(uid, { admin: true });
      const { user } = await byGoogle();
      assert.notEqual(user.id, uid);
      assert.deepEqual([user.is_admin, user.email], [false, null]);
      assert.equal((await byPassword()).user.id, uid);
    });
  });

  it('an account that was never entered, claimed while its first password sign-in runs, is closed', async () => {
    await world.addAccount(uid, { email, password });
    const { accounts } = world.context;
    const find = accounts.find.bind(accounts);
    // Right password, the account read; then the owner comes, as far as ending the sessions.
    accounts.find = async (id) => {
      const account = await find(id);
      accounts.find = find;
      await dying('link', () => byGoogle());
      return account;
    };
    try {
      await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
    } finally {
      accounts.find = find;
    }
    assert.equal((await byGoogle()).user.id, uid);
  });

  for (const step of ['createWithEmail', 'customToken'] as const) {
    it(`an account that its owner enters while it is being registered is his, from ${step} on`, async () => {
      const { accounts } = world.context;
      const methods = accounts as unknown as Record<string, (...given: unknown[]) => unknown>;
      const real = methods[step]?.bind(accounts);
      assert.ok(real);
      const username = `racing_${count}`;
      const owners: Session[] = [];
      methods[step] = async (...given) => {
        methods[step] = real;
        const result = await real(...given);
        owners.push(await byGoogle());
        return result;
      };
      const registering = world.call<Session>(null, 'registerWithEmail', {
        email,
        password,
        username,
      });
      const [registered] = await Promise.allSettled([registering]);
      methods[step] = real;
      const [owner] = owners;
      assert.ok(owner);
      // Either the session is refused, or it ended when the owner came.
      if (registered.status === 'fulfilled') {
        await refuses(refresh(registered.value), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      } else {
        await refuses(registering, 'unauthenticated', 'CREDENTIALS_INVALID');
        assert.equal(await world.read(`usernames/${username}`), undefined);
      }
      await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
      assert.equal((await byGoogle()).user.id, owner.user.id);
      await refresh(owner);
    });
  }

  describe('first sign-ins', () => {
    it('by Google, many at once, make one account', async () => {
      const sessions = await Promise.all(Array.from({ length: 6 }, () => byGoogle()));
      assert.equal(new Set(sessions.map(({ user }) => user.id)).size, 1);
      assert.equal(sessions.filter(({ user }) => user.is_new).length, 1);
      for (const session of sessions) await refresh(session);
    });

    for (const step of ['findByProvider', 'findByEmail'] as const) {
      it(`by Google, one of which ran while another had come to ${step}, are one person's`, async () => {
        const { accounts } = world.context;
        const real = accounts[step].bind(accounts) as (...args: string[]) => Promise<unknown>;
        const meanwhile: Session[] = [];
        Object.assign(accounts, {
          [step]: async (...args: string[]) => {
            const answer = await real(...args);
            Object.assign(accounts, { [step]: real });
            meanwhile.push(await byGoogle());
            return answer;
          },
        });
        const session = await byGoogle();
        assert.equal(session.user.id, meanwhile[0]?.user.id);
        for (const each of [session, ...meanwhile]) await refresh(each);
      });
    }

    it('by Facebook, many at once, make one account', async () => {
      const sessions = await Promise.all(Array.from({ length: 6 }, () => byFacebook()));
      assert.equal(new Set(sessions.map(({ user }) => user.id)).size, 1);
      assert.equal(sessions.filter(({ user }) => user.is_new).length, 1);
    });

    for (const step of ['createWithoutPassword', 'link', 'customToken'] as const) {
      it(`that died at ${step} are carried on, and make one account`, async () => {
        for (const signIn of [() => byGoogle(), () => byFacebook()]) {
          await dying(step, signIn);
          const first = await signIn();
          const second = await signIn();
          assert.equal(first.user.id, second.user.id);
        }
        const { users } = await world.auth.listUsers();
        assert.ok(users.every(({ providerData }) => providerData.length > 0));
      });
    }

    it('come to an account again whose uid was passed on with its address, and get another', async () => {
      const mine = await byFacebook();
      await world.auth.updateUser(mine.user.id, { email });
      const owner = await byGoogle();
      assert.equal(owner.user.id, mine.user.id);
      assert.deepEqual(await providersOf(owner.user.id), ['google.com']);
      const again = await byFacebook();
      assert.notEqual(again.user.id, owner.user.id);
      assert.equal(again.user.is_new, true);
      assert.equal((await byFacebook()).user.id, again.user.id);
    });

    it('after the account was deleted make a new one', async () => {
      const { user } = await byFacebook();
      await world.auth.deleteUser(user.id);
      const again = await byFacebook();
      assert.notEqual(again.user.id, user.id);
      assert.equal((await byFacebook()).user.id, again.user.id);
    });
  });

  describe('a hosted address that was given to somebody else', () => {
    const hosted = { hd: 'example.org' };
    let first: Session;
    beforeEach(async () => {
      email = `desk-${uid}@example.org`;
      first = await byGoogle(hosted);
      uid = first.user.id;
      const { accounts } = world.context;
      await accounts.setPassword(uid, password);
      const link = { providerId: 'facebook.com', uid: `before-${uid}` };
      await world.auth.updateUser(uid, { providerToLink: link });
      const sid = first.refresh_token.split('.')[1] ?? '';
      const device = { device_id: 'd', token: `t-${uid}`, platform: 'ios' };
      await world.callAs({ uid, sid }, 'registerDevice', device);
    });
    const bySuccessor = () => byGoogle({ ...hosted, sub: `${sub}-new` });
    const isHisAlone = async () => {
      const linked = (await world.auth.getUser(uid)).providerData;
      const google_only = linked.filter(({ providerId }) => providerId !== 'password');
      assert.deepEqual(
        google_only.map(({ providerId, uid: id }) => [providerId, id]),
        [['google.com', `${sub}-new`]],
      );
      assert.equal(await world.read(`users/${uid}/devices/d`), undefined);
      await refuses(byPassword(), 'unauthenticated', 'CREDENTIALS_INVALID');
      await refuses(refresh(first), 'unauthenticated', 'REFRESH_TOKEN_INVALID');
      world.clock.advance(31);
      const verdict = await world.call(null, 'verifySession', { token: first.token });
      assert.deepEqual(verdict, { valid: false, reason: 'TOKEN_REVOKED' });
    };

    it('opens its account to the new one only: whoever had it before is out', async () => {
      const session = await bySuccessor();
      assert.equal(session.user.id, uid);
      await isHisAlone();
      await refresh(session);
      assert.equal((await bySuccessor()).user.id, uid);
      await refresh(session);
    });

    for (const step of ['recordEmail', 'takeWaysIn', 'link'] as const) {
      it(`also where that died at ${step}`, async () => {
        await dying(step, bySuccessor);
        await bySuccessor();
        await isHisAlone();
        assert.equal((await world.context.accounts.find(uid))?.email_verified, true);
      });
    }

    it('passes no rights of an admin on', async () => {
      const { customClaims } = await world.auth.getUser(uid);
      await world.auth.setCustomUserClaims(uid, { ...customClaims, admin: true });
      const { user } = await bySuccessor();
      assert.notEqual(user.id, uid);
      assert.deepEqual([user.is_admin, user.email], [false, null]);
      assert.equal((await byPassword()).user.id, uid);
    });
  });

  /** Runs something that dies when it has done a step, as an instance may at any moment. */
  async function dying(
    step: string,
    act: () => Promise<unknown>,
    part: object = world.context.accounts,
  ): Promise<void> {
    const methods = part as Record<string, (...given: unknown[]) => Promise<unknown>>;
    for (const when of ['before', 'after']) {
      const real = methods[step]?.bind(part);
      assert.ok(real);
      let died = 0;
      const broken = async (...given: unknown[]) => {
        if (when === 'after') await real(...given);
        died += 1;
        throw new Error('died');
      };
      methods[step] = broken;
      try {
        await act().catch(() => undefined);
      } finally {
        methods[step] = real;
      }
      assert.equal(died, 1);
    }
  }
});
