import assert from 'node:assert/strict';

import { collection, doc, getDoc, getDocs, setDoc } from 'firebase/firestore';

import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type CallableName, type Cost, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

interface ListedUser {
  id: string;
  username: string | null;
  is_admin: boolean;
  is_disabled: boolean;
}
interface Page {
  users: ListedUser[];
  next_cursor: string | null;
}
interface Entry {
  id: string;
  actor: string;
  action: string;
  target: string;
  reason: string | null;
  created: string;
}

const ENDPOINTS: [name: CallableName, input: object][] = [
  ['adminListUsers', {}],
  ['adminDisableUser', { user_id: 'user' }],
  ['adminEnableUser', { user_id: 'user' }],
  ['adminRevokeSessions', { user_id: 'user' }],
  ['adminSetAdmin', { user_id: 'user', is_admin: true }],
  ['adminListAudit', {}],
  ['adminListReports', {}],
  ['adminResolveReport', { report_id: 'A'.repeat(20), action: 'dismiss' }],
  ['adminSetClientConfig', { features: { nearby: true } }],
  ['adminStatistics', {}],
  ['adminListEdits', { chat_id: '1_2', message_id: 'exampleMessage000001' }],
];

describe('an admin', () => {
  let world: World;
  const boss = { uid: 'boss', admin: true };
  const chief = { uid: 'chief', admin: true };
  beforeEach(async () => {
    world = await openWorld();
    for (const uid of ['boss', 'chief', 'user']) await world.addUser(uid);
    for (const uid of ['boss', 'chief']) await world.auth.setCustomUserClaims(uid, { admin: true });
  });
  afterEach(() => world.close());

  const audit = async () =>
    (await world.callAs<{ entries: Entry[] }>(boss, 'adminListAudit', {})).entries;
  const list = (input: object = {}) => world.callAs<Page>(boss, 'adminListUsers', input);
  const idsOf = ({ users }: Page) => users.map(({ id }) => id);
  const forbidden = (call: Promise<unknown>) => refuses(call, 'permission-denied', 'ADMIN_ONLY');

  describe('is asked for by every admin endpoint', () => {
    for (const [name, input] of ENDPOINTS) {
      it(name, async () => {
        const { cost } = await world.measure(async () => {
          await refuses(world.call(null, name, input), 'unauthenticated', 'SESSION_REQUIRED');
          await forbidden(world.call('user', name, input));
          await forbidden(world.callAs({ uid: 'user', admin: true }, name, input));
        });
        assert.equal(cost.writes + cost.deletes, 0);
        assert.equal((await world.auth.getUser('user')).disabled, false);
      });
    }
  });

  it('names the fields of bad input', async () => {
    const cases: [CallableName, object, string[]][] = [
      ['adminListUsers', { limit: 0 }, ['limit']],
      ['adminListUsers', { limit: 101 }, ['limit']],
      ['adminListUsers', { query: {} }, ['query']],
      ['adminListUsers', { query: { email: 'a@example.com', username: 'a' } }, ['query']],
      ['adminListUsers', { query: { email: 'nobody' } }, ['query.email']],
      ['adminListUsers', { query: { phone: '12345' } }, ['query.phone']],
      ['adminDisableUser', {}, ['user_id']],
      ['adminDisableUser', { user_id: 'a/b' }, ['user_id']],
      ['adminDisableUser', { user_id: 'user', reason: 'x'.repeat(501) }, ['reason']],
      ['adminDisableUser', { user_id: 'user', reason: 'x\u0000' }, ['reason']],
      ['adminEnableUser', { user_id: 7 }, ['user_id']],
      ['adminRevokeSessions', { user_id: 'user', session_ids: 'all' }, ['session_ids']],
      ['adminSetAdmin', { user_id: 'user' }, ['is_admin']],
      ['adminListReports', { state: 'NEW' }, ['state']],
      ['adminResolveReport', { report_id: 'x', action: 'dismiss' }, ['report_id']],
      ['adminResolveReport', { report_id: 'A'.repeat(20), action: 'ban' }, ['action']],
      ['adminResolveReport', { report_id: 'A'.repeat(20), action: 'warn', note: '' }, ['note']],
      ['adminStatistics', { from: 'yesterday' }, ['from']],
      ['adminStatistics', { from: '2026-02-30' }, ['from']],
      ['adminStatistics', { from: '2026-03-02', to: '2026-03-01' }, ['to']],
      ['adminStatistics', { from: '2026-01-01', to: '2026-04-03' }, ['from']],
      ['adminListAudit', { cursor: 'x' }, ['cursor']],
      ['adminListAudit', { cursor: 'A'.repeat(20) }, ['cursor']],
    ];
    for (const [name, input, fields] of cases) {
      const call = world.callAs(boss, name, input);
      await refuses(call, 'invalid-argument', 'FIELDS_INVALID', fields);
    }
  });

  describe('lists users', () => {
    it('page by page, each once', async () => {
      const first = await list({ limit: 2 });
      assert.equal(first.users.length, 2);
      const rest: string[] = [];
      for (let cursor = first.next_cursor; cursor !== null;) {
        const page = await list({ limit: 2, cursor });
        rest.push(...idsOf(page));
        cursor = page.next_cursor;
      }
      assert.deepEqual([...idsOf(first), ...rest].toSorted(), ['boss', 'chief', 'user']);
    });

    it('with what an operator has to know', async () => {
      await world.auth.updateUser('user', {
        email: 'user@example.com',
        phoneNumber: '+12025550177',
      });
      await world.callAs(boss, 'adminDisableUser', { user_id: 'user' });
      const { users } = await list({ query: { email: 'user@example.com' } });
      assert.deepEqual(users, [
        {
          id: 'user',
          username: 'user_user',
          display_name: 'User user',
          email: 'user@example.com',
          phone: '+12025550177',
          providers: ['phone'],
          is_admin: false,
          is_disabled: true,
        },
      ]);
      assert.deepEqual(idsOf(await list({ query: { phone: '+12025550177' } })), ['user']);
      assert.deepEqual(idsOf(await list({ query: { username: 'User_User' } })), ['user']);
    });

    it('and finds nobody by what nobody has', async () => {
      for (const query of [
        { email: 'nobody@example.com' },
        { phone: '+12025550199' },
        { username: 'nobody' },
        { username: 'not a name' },
      ]) {
        assert.deepEqual(await list({ query }), { users: [], next_cursor: null });
      }
    });

    it('also those who have never signed in', async () => {
      await world.addAccount('newcomer');
      const { users } = await list();
      assert.equal(users.find(({ id }) => id === 'newcomer')?.username, null);
    });
  });

  it('ends sessions, all or some, and the user may sign in again', async () => {
    const uid = `s-${world.projectId}`;
    const account = { email: `${uid}@example.com`, password: 'correct horse' };
    await world.addAccount(uid, account);
    const signIn = () => world.call<Session>(null, 'signInWithEmail', account);
    const [first, second] = [await signIn(), await signIn()];
    const sid = Object.keys((await world.read(`sessions/${uid}`))?.['sessions'] as object);
    const one = { user_id: uid, session_ids: [sid[0], 'unknown'], reason: 'a lost phone' };
    assert.deepEqual(await world.callAs(boss, 'adminRevokeSessions', one), { revoked: 1 });
    world.clock.advance(1);
    assert.deepEqual(await world.callAs(boss, 'adminRevokeSessions', { user_id: uid }), {
      revoked: 1,
    });
    for (const { refresh_token } of [first, second]) {
      const refresh = world.call(null, 'refreshSession', { refresh_token });
      await refuses(refresh, 'unauthenticated', 'REFRESH_TOKEN_INVALID');
    }
    world.clock.advance(31);
    const verdict = await world.call(null, 'verifySession', { token: first.token });
    assert.deepEqual(verdict, { valid: false, reason: 'TOKEN_REVOKED' });
    assert.equal((await signIn()).user.id, uid);
    assert.deepEqual(
      (await audit()).map(({ action, reason }) => [action, reason]),
      [
        ['REVOKE_SESSIONS', null],
        ['REVOKE_SESSIONS', 'a lost phone'],
      ],
    );
  });

  it('is told of users that there are not', async () => {
    for (const [name, input] of ENDPOINTS.slice(1, 5)) {
      const call = world.callAs(boss, name, { ...input, user_id: 'nobody' });
      await refuses(call, 'not-found', 'USER_NOT_FOUND', ['user_id']);
    }
    assert.deepEqual(await audit(), []);
  });

  it('cannot disable himself, nor take the role from himself', async () => {
    for (const [name, input] of [
      ['adminDisableUser', {}],
      ['adminSetAdmin', { is_admin: false }],
    ] as const) {
      const call = world.callAs(boss, name, { user_id: 'boss', ...input });
      await refuses(call, 'failed-precondition', 'OWN_ACCOUNT', ['user_id']);
    }
    assert.deepEqual(await audit(), []);
  });

  for (const [name, input] of [
    ['adminDisableUser', {}],
    ['adminSetAdmin', { is_admin: false }],
  ] as const) {
    it(`and another who do ${name} to each other at once: one of the two remains`, async () => {
      for (let round = 0; round < 5; round += 1) {
        const results = await Promise.allSettled([
          world.callAs(boss, name, { user_id: 'chief', ...input }),
          world.callAs(chief, name, { user_id: 'boss', ...input }),
        ]);
        const done = results.map(({ status }) => status === 'fulfilled');
        assert.equal(done.filter(Boolean).length, 1, `round ${round}`);
        const [winner, loser] = done[0] ? [boss, chief] : [chief, boss];
        await world.callAs(winner, 'adminEnableUser', { user_id: loser.uid });
        await world.callAs(winner, 'adminSetAdmin', { user_id: loser.uid, is_admin: true });
        world.clock.advance(31);
      }
    });
  }

  it('makes others admins, from their next refresh on, without touching their other claims', async () => {
    await world.auth.setCustomUserClaims('user', { tier: 'gold' });
    await world.callAs(boss, 'adminSetAdmin', { user_id: 'user', is_admin: true });
    assert.deepEqual((await world.auth.getUser('user')).customClaims, {
      admin: true,
      tier: 'gold',
    });
    await world.callAs({ uid: 'user', admin: true }, 'adminListUsers', {});
    await world.callAs(boss, 'adminSetAdmin', { user_id: 'user', is_admin: false });
    assert.deepEqual((await world.auth.getUser('user')).customClaims, { tier: 'gold' });
  });

  it('who is one no more is refused at once, whatever his tokens say', async () => {
    await world.callAs(boss, 'adminSetAdmin', { user_id: 'chief', is_admin: false });
    for (const [name, input] of ENDPOINTS) await forbidden(world.callAs(chief, name, input));
    assert.deepEqual((await world.read('sessions/chief'))?.['sessions'], {});
  });

  it('who is one no more is refused also where Firebase Auth was not reached', async () => {
    const { account_admin } = world.context;
    const setAdmin = () => Promise.reject(new Error('gone'));
    world.context.account_admin = { ...account_admin, setAdmin };
    const withdraw = () =>
      world.callAs(boss, 'adminSetAdmin', { user_id: 'chief', is_admin: false });
    await assert.rejects(withdraw());
    world.context.account_admin = account_admin;
    await forbidden(world.callAs(chief, 'adminDisableUser', { user_id: 'user' }));
    await withdraw();
    assert.deepEqual((await world.auth.getUser('chief')).customClaims, {});
  });

  it('who is disabled is refused at once', async () => {
    await world.callAs(boss, 'adminDisableUser', { user_id: 'chief' });
    const call = world.callAs(chief, 'adminListUsers', {});
    await refuses(call, 'unauthenticated', 'USER_DISABLED');
  });

  describe('leaves an audit entry', () => {
    it('of everything that he does to somebody, in the order of doing', async () => {
      const acts: [CallableName, object, string][] = [
        ['adminDisableUser', { reason: 'spam' }, 'DISABLE_USER'],
        ['adminEnableUser', {}, 'ENABLE_USER'],
        ['adminRevokeSessions', {}, 'REVOKE_SESSIONS'],
        ['adminSetAdmin', { is_admin: true }, 'GRANT_ADMIN'],
        ['adminSetAdmin', { is_admin: false, reason: 'left' }, 'WITHDRAW_ADMIN'],
      ];
      for (const [name, input] of acts) {
        world.clock.advance(1);
        await world.callAs(boss, name, { user_id: 'user', ...input });
      }
      const entries = (await audit()).toReversed();
      assert.deepEqual(
        entries.map(({ actor, target, action, reason }) => [actor, target, action, reason]),
        acts.map(([, input, action]) => [
          'boss',
          'user',
          action,
          (input as { reason?: string }).reason ?? null,
        ]),
      );
      assert.equal(entries.at(-1)?.created, world.clock.now().toRfc3339());
    });

    it('that is listed page by page, the newest first', async () => {
      for (let index = 0; index < 5; index += 1) {
        // Two of the same moment are told apart by their ids.
        if (index % 2 === 0) world.clock.advance(1);
        await world.callAs(boss, 'adminRevokeSessions', { user_id: 'user', reason: `${index}` });
      }
      const all = await audit();
      const seen: Entry[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: { entries: Entry[]; next_cursor: string | null } = await world.callAs(
          boss,
          'adminListAudit',
          { limit: 2, ...(cursor && { cursor }) },
        );
        seen.push(...page.entries);
        cursor = page.next_cursor;
      }
      assert.deepEqual(seen, all);
      assert.equal(all.length, 5);
    });

    it('that no client may read or write, not even an admin', async () => {
      await world.callAs(chief, 'adminRevokeSessions', { user_id: 'user' });
      const [{ id } = { id: '' }] = await audit();
      const { firestore } = await world.client('boss');
      const denied = { code: 'permission-denied' };
      await assert.rejects(getDoc(doc(firestore, `audit/${id}`)), denied);
      await assert.rejects(getDocs(collection(firestore, 'audit')), denied);
      await assert.rejects(setDoc(doc(firestore, `audit/${id}`), { actor: 'x' }), denied);
      await assert.rejects(getDoc(doc(firestore, 'admin-register/withdrawn')), denied);
      await assert.rejects(getDoc(doc(firestore, 'bootstrap/first-admin')), denied);
    });

    it('that is not there where the act was refused', async () => {
      await forbidden(world.call('user', 'adminDisableUser', { user_id: 'chief' }));
      assert.deepEqual(await audit(), []);
    });
  });

  it('causes these costs', async () => {
    const costs = async (name: CallableName, input: object, expected: Partial<Cost>) => {
      const { cost } = await world.measure(() => world.callAs(boss, name, input));
      const none = { reads: 0, writes: 0, deletes: 0, invocations: 0 };
      assert.deepEqual(cost, { ...none, ...expected }, name);
    };
    const user_id = 'user';
    // The first request looks for revocations.
    await list();
    await costs('adminListUsers', {}, { reads: 3 });
    await costs('adminListUsers', { query: { username: 'user_user' } }, { reads: 2 });
    const [SESSION, DEVICES] = [1, 1];
    await costs('adminDisableUser', { user_id }, { reads: 4 + DEVICES, writes: 6 + SESSION });
    await costs('adminDisableUser', { user_id }, { reads: 2 });
    await costs('adminEnableUser', { user_id }, { reads: 4, writes: 5 });
    await costs('adminEnableUser', { user_id }, { reads: 2 });
    await world.client(user_id);
    await costs('adminRevokeSessions', { user_id }, { reads: 2 + DEVICES, writes: 2 + SESSION });
    const grant = { user_id, is_admin: true };
    await costs('adminSetAdmin', grant, { reads: 2, writes: 3 });
    await costs('adminSetAdmin', grant, { reads: 1 });
    await world.client(user_id);
    const withdraw = { user_id, is_admin: false };
    await costs('adminSetAdmin', withdraw, { reads: 3 + DEVICES, writes: 4 + SESSION });
    await costs('adminSetAdmin', withdraw, { reads: 1 });
    await costs('adminListAudit', { limit: 2 }, { reads: 2 });
  });
});
