import assert from 'node:assert/strict';

import { doc, getDoc } from 'firebase/firestore';

import type { AccountAdmin } from '../functions/src/modules/auth/account-admin.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import { openClient } from '../testkit/client.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

const PHONE = '+12025550142';
const SECRET = 'the secret of the deployment';
const OWN = 'a phrase of the admin alone';

describe('the first admin', () => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld();
    world.context.config.first_admin = { phone: PHONE, secret: SECRET };
  });
  afterEach(() => world.close());

  const signIn = (password = SECRET, username = 'admin') =>
    world.call<Session>(null, 'signInWithEmail', { username, password });
  const refresh = ({ refresh_token }: Session) =>
    world.call<Session>(null, 'refreshSession', { refresh_token });
  const isRefused = (call: Promise<unknown>) =>
    refuses(call, 'unauthenticated', 'CREDENTIALS_INVALID');
  const rest = (session: Session, method: string, path: string, body?: unknown) =>
    world.rest(method, path, { token: session.token, body });
  /** Every act on accounts fails from the moment that `step` is to be done, as in a crash. */
  const crashAt = (step: keyof AccountAdmin): (() => void) => {
    const whole = world.context.account_admin;
    world.context.account_admin = {
      ...whole,
      [step]: () => Promise.reject(new Error('the instance is gone')),
    };
    return () => {
      world.context.account_admin = whole;
    };
  };

  it('comes to be when somebody signs in as `admin` with the secret', async () => {
    const { user, password_change_required } = await signIn();
    assert.equal(user.username, 'admin');
    assert.equal(user.phone, PHONE);
    assert.equal(user.is_admin, true);
    assert.match(user.email ?? '', /^[a-z0-9]{20}@admin\.parley\.invalid$/);
    assert.equal(password_change_required, true);
    const account = await world.auth.getUser(user.id);
    assert.equal(account.customClaims?.['admin'], true);
    assert.equal((await world.read(`users/${user.id}/private/account`))?.['phone'], PHONE);
    assert.equal((await signIn()).user.id, user.id);
  });

  it('does not come to be by another name or password, nor where none is configured', async () => {
    await isRefused(signIn('some other password'));
    await isRefused(signIn(SECRET, 'administrator'));
    world.context.config.first_admin = undefined;
    await isRefused(signIn());
    const { users } = await world.auth.listUsers();
    assert.deepEqual(users, []);
    assert.equal(await world.read('bootstrap/first-admin'), undefined);
  });

  it('costs 8 reads and 10 writes more than a sign-in to make, and 1 read from then on', async () => {
    // Of a sign-in by username.
    const [reads, writes] = [3 + 1, 3];
    const none = { deletes: 1, invocations: 0 };
    const { cost } = await world.measure(() => signIn());
    assert.deepEqual(cost, { ...none, reads: reads + 8, writes: writes + 10 });
    const again = await world.measure(() => signIn());
    assert.deepEqual(again.cost, { ...none, reads: reads + 1, writes });
  });

  it('is one, however many sign in at once', async () => {
    const sessions = await Promise.all([1, 2, 3, 4, 5].map(() => signIn()));
    assert.equal(new Set(sessions.map(({ user }) => user.id)).size, 1);
    assert.equal((await world.auth.listUsers()).users.length, 1);
    for (const session of sessions) assert.equal(session.password_change_required, true);
  });

  for (const step of ['lookUp', 'createOnce', 'setAdmin'] as const) {
    it(`is completed by the next sign-in after a crash at ${step}`, async () => {
      const repair = crashAt(step);
      await assert.rejects(signIn());
      repair();
      const { user, password_change_required } = await signIn();
      assert.deepEqual([user.username, user.is_admin], ['admin', true]);
      assert.equal(password_change_required, true);
      assert.equal((await world.auth.listUsers()).users.length, 1);
    });
  }

  it('that is half made gives nobody more than he has: no admin, and a password to change', async () => {
    const repair = crashAt('setAdmin');
    await assert.rejects(signIn());
    repair();
    const [{ email } = { email: undefined }] = (await world.auth.listUsers()).users;
    const input = { email, password: SECRET };
    const session = await world.call<Session>(null, 'signInWithEmail', input);
    assert.equal(session.user.is_admin, false);
    assert.equal(session.password_change_required, true);
    assert.equal((await signIn()).user.is_admin, true);
  });

  it('has no phone where somebody else has that number', async () => {
    await world.auth.createUser({ uid: 'owner', phoneNumber: PHONE });
    const { user } = await signIn();
    assert.equal(user.phone, null);
    assert.equal((await world.read(`users/${user.id}/private/account`))?.['phone'], null);
    assert.equal((await world.auth.getUser('owner')).phoneNumber, PHONE);
    assert.ok(!JSON.stringify(world.log.lines).includes(PHONE));
  });

  it('is not made where somebody is called `admin` already', async () => {
    await world.addAccount('root', { displayName: 'Admin' });
    await world.auth.setCustomUserClaims('root', { admin: true });
    await world.addUser('other');
    await world.client('root');
    assert.equal((await world.read('usernames/admin'))?.['uid'], 'root');
    await isRefused(signIn());
    assert.equal((await world.auth.listUsers()).users.length, 2);
  });

  describe('until he has changed the secret', () => {
    it('may do nothing else, by callable, by REST or with the SDK', async () => {
      const session = await signIn();
      const { id } = session.user;
      const required = ['permission-denied', 'PASSWORD_CHANGE_REQUIRED'] as const;
      const client = await openClient(world.hosts, world.projectId, session.firebase_token);
      try {
        const { status, body } = await rest(session, 'POST', '/chats', { user_id: 'other' });
        assert.equal(status, 403);
        assert.equal((body['error'] as { reason: string }).reason, required[1]);
        const id_token = await client.auth.currentUser?.getIdTokenResult();
        assert.equal(id_token?.claims['must_change_password'], true);
        await assert.rejects(getDoc(doc(client.firestore, `users/${id}`)), {
          code: 'permission-denied',
        });
      } finally {
        await client.close();
      }
      const caller = { uid: id, admin: true, must_change_password: true };
      for (const name of ['adminListUsers', 'listSessions', 'createChat'] as const) {
        await refuses(world.callAs(caller, name, {}), ...required);
      }
      assert.equal((await refresh(session)).password_change_required, true);
    });

    it('may not keep it', async () => {
      const session = await signIn();
      const { status, body } = await rest(session, 'POST', '/password-set/', { password: SECRET });
      assert.equal(status, 400);
      assert.equal((body['error'] as { reason: string }).reason, 'PASSWORD_TOO_COMMON');
      assert.equal((await refresh(session)).password_change_required, true);
    });
  });

  describe('who has changed it', () => {
    let id: string;
    let changed: Session;
    beforeEach(async () => {
      const session = await signIn();
      id = session.user.id;
      const { status } = await rest(session, 'POST', '/password-set/', { password: OWN });
      assert.equal(status, 200);
      changed = await refresh(session);
    });

    it('may do what admins do, from his next refresh on', async () => {
      assert.equal(changed.password_change_required, undefined);
      const { users } = await world.callAs<{ users: { id: string }[] }>(
        { uid: id, admin: true },
        'adminListUsers',
        {},
      );
      assert.deepEqual(
        users.map((user) => user.id),
        [id],
      );
      assert.equal((await rest(changed, 'POST', '/chats', { user_id: 'nobody' })).status, 404);
      const client = await openClient(world.hosts, world.projectId, changed.firebase_token);
      try {
        assert.ok((await getDoc(doc(client.firestore, `users/${id}`))).exists());
      } finally {
        await client.close();
      }
    });

    it('signs in with his own, and the secret opens nothing and changes nothing', async () => {
      await isRefused(signIn());
      const session = await signIn(OWN);
      assert.equal(session.user.id, id);
      assert.equal(session.password_change_required, undefined);
    });

    it('and is no admin any more, or gone, is not made again', async () => {
      await world.auth.setCustomUserClaims(id, {});
      await isRefused(signIn());
      assert.equal((await signIn(OWN)).user.is_admin, false);
      await world.auth.deleteUser(id);
      await isRefused(signIn());
      assert.equal((await world.auth.listUsers()).users.length, 0);
    });

    it('costs a sign-in no operation', async () => {
      const { cost: configured } = await world.measure(() => signIn(OWN));
      world.context.config.first_admin = undefined;
      const { cost: without } = await world.measure(() => signIn(OWN));
      assert.deepEqual(configured, without);
    });
  });

  it('costs 8 reads and 10 writes to be made', async () => {
    const { cost } = await world.measure(() => signIn());
    const { cost: later } = await world.measure(() => signIn());
    const KNOWN = 1;
    assert.deepEqual([cost.reads - later.reads + KNOWN, cost.writes - later.writes], [8, 10]);
  });

  it('leaves no secret in documents or log', async () => {
    await signIn();
    const collections = await world.admin.listCollections();
    const docs = await Promise.all(collections.map((collection) => collection.get()));
    const all = JSON.stringify([
      docs.map(({ docs }) => docs.map((d) => d.data())),
      world.log.lines,
    ]);
    assert.ok(!all.includes(SECRET));
  });
});
