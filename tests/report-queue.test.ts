import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { openChat, refuses } from './helpers.ts';

interface Report {
  id: string;
  state: string;
  handled_by: string | null;
  handled_at: string | null;
  note: string | null;
}
interface Entry {
  actor: string;
  action: string;
  target: string;
  report?: string;
  reason: string | null;
}

describe('the queue of reports', () => {
  let world: World;
  const boss = { uid: 'boss', admin: true };
  const chief = { uid: 'chief', admin: true };
  beforeEach(async () => {
    world = await openWorld();
    for (const uid of ['1', '2', '3', 'boss', 'chief']) await world.addUser(uid);
    for (const uid of ['boss', 'chief']) await world.auth.setCustomUserClaims(uid, { admin: true });
    // An instance's first call also asks for what was revoked.
    await list();
  });
  afterEach(() => world.close());

  const list = async (input: object = {}, admin = boss) =>
    world.callAs<{ reports: Report[]; next_cursor: string | null }>(
      admin,
      'adminListReports',
      input,
    );
  /** Reports a user, a second later than the one before; answers the report's id. */
  const report = async (text: string, user_id = '2'): Promise<string> => {
    world.clock.advance(1);
    await world.call('1', 'reportUser', { user_id, reason: 'SCAM', text });
    return (await list({ limit: 1 })).reports[0]?.id ?? assert.fail('no report');
  };
  const resolve = (report_id: string, action: string, note?: string, admin = boss) =>
    world.callAs<{ state: string }>(admin, 'adminResolveReport', { report_id, action, note });
  const measured = async (report_id: string, action: string) =>
    (await world.measure(() => resolve(report_id, action))).cost;
  const audit = async () =>
    (await world.callAs<{ entries: Entry[] }>(boss, 'adminListAudit', {})).entries;
  const feed = async (uid: string) =>
    (await world.admin.collection(`users/${uid}/notifications`).get()).docs;
  const none = { reads: 0, writes: 0, deletes: 0, invocations: 0 };

  it('is listed by state, page by page, each with what was done', async () => {
    const ids = [await report('a'), await report('b'), await report('c')];
    const [a = '', b = '', c = ''] = ids;
    await resolve(b, 'review', 'I look at it', chief);
    const idsOf = async (input: object) => (await list(input)).reports.map(({ id }) => id);
    assert.deepEqual(await idsOf({}), [c, b, a]);
    assert.deepEqual(await idsOf({ state: 'OPEN' }), [c, a]);
    assert.deepEqual(await idsOf({ state: 'WARNED' }), []);
    const { reports } = await list({ state: 'REVIEWING' });
    const { handled_by, handled_at, note, state } = reports[0] ?? assert.fail('none');
    assert.deepEqual(
      { handled_by, handled_at, note, state },
      {
        handled_by: 'chief',
        handled_at: world.clock.now().toRfc3339(),
        note: 'I look at it',
        state: 'REVIEWING',
      },
    );
    const { result: first, cost } = await world.measure(() => list({ state: 'OPEN', limit: 1 }));
    assert.deepEqual(cost, { ...none, reads: 1 });
    const rest = await idsOf({ state: 'OPEN', limit: 1, cursor: first.next_cursor });
    assert.deepEqual(rest, [a]);
  });

  it('is worked off with an audit entry for each step: 3 reads, 2 writes; none for the same again', async () => {
    const id = await report('a');
    for (const action of ['review', 'dismiss']) {
      assert.deepEqual(await measured(id, action), { ...none, reads: 3, writes: 2 });
      assert.deepEqual(await measured(id, action), { ...none, reads: 3 });
    }
    world.clock.advance(1);
    const [before] = (await list()).reports;
    assert.deepEqual(await resolve(id, 'dismiss', 'Nothing in it', chief), { state: 'DISMISSED' });
    assert.deepEqual((await list()).reports, [before]);
    const of = (action: string, reason: string | null = null) =>
      JSON.stringify(['boss', action, '2', id, reason]);
    const entries = (await audit()).map(({ actor, action, target, report: about, reason }) =>
      JSON.stringify([actor, action, target, about, reason]),
    );
    // They are of one moment, and come in whatever order.
    assert.deepEqual(entries.toSorted(), [of('REVIEW_REPORT'), of('DISMISS_REPORT')].toSorted());
    assert.deepEqual(await feed('2'), []);
  });

  it('warns, once, in the feed of whom it is about, and says by whom to nobody', async () => {
    const id = await report('a');
    assert.deepEqual(await measured(id, 'warn'), { ...none, reads: 4, writes: 4 });
    const [entry, ...more] = (await feed('2')).map((doc) => doc.data());
    assert.deepEqual(more, []);
    const told = {
      ...{ type: 'WARNING', title: 'A warning', actor: null, read: false },
      ...{ reference_type: 'report_reason', reference_id: 'SCAM' },
    };
    assert.deepEqual({ ...entry, ...told }, entry);
    assert.ok(!JSON.stringify(entry).includes('boss'));
    assert.equal((await world.event('2')).notify_notification, true);
    const before = entry;
    await world.admin.doc('users-external-event/2').update({ notify_notification: false });
    world.clock.advance(5);
    assert.deepEqual(await measured(id, 'warn'), { ...none, reads: 3 });
    assert.equal((await audit()).length, 1);
    assert.deepEqual((await feed('2'))[0]?.data(), before);
    assert.equal((await world.event('2')).notify_notification, false, 'not told again');
    // Another report is another warning.
    await resolve(await report('b'), 'warn');
    assert.equal((await feed('2')).length, 2);
  });

  it('disables as adminDisableUser does, and finishes what a crash left undone', async () => {
    const id = await report('a');
    const { account_admin } = world.context;
    const dies = { ...account_admin, setDisabled: () => Promise.reject(new Error('died')) };
    world.context.account_admin = dies;
    await assert.rejects(resolve(id, 'disable'));
    world.context.account_admin = account_admin;
    assert.equal((await world.read('users/2'))?.['is_active'], false);
    assert.equal((await world.auth.getUser('2')).disabled, false);
    assert.deepEqual(await resolve(id, 'disable', 'At last'), { state: 'DISABLED' });
    assert.equal((await world.auth.getUser('2')).disabled, true);
    const call = world.call('2', 'listChats', {});
    await refuses(call, 'unauthenticated', 'USER_DISABLED');
    const actions = (await audit()).map(({ action, report: of, target }) => [action, of, target]);
    assert.deepEqual(actions, [['DISABLE_USER', id, '2']]);
  });

  it('is worked off by disabling one who is disabled already, which is written down once', async () => {
    const [a, b] = [await report('a'), await report('b')];
    for (const id of [a, b, a, b]) await resolve(id, 'disable');
    assert.deepEqual((await audit()).map(({ report: of }) => of).toSorted(), [a, b].toSorted());
  });

  it('is taken over by another admin, which is written down', async () => {
    const id = await report('a');
    await resolve(id, 'review');
    await resolve(id, 'review', 'Mine now', chief);
    const [listed] = (await list()).reports;
    assert.deepEqual([listed?.handled_by, listed?.note], ['chief', 'Mine now']);
    assert.deepEqual((await audit()).map(({ actor }) => actor).toSorted(), ['boss', 'chief']);
  });

  it('costs what disabling costs, and 2 reads and 1 write', async () => {
    const id = await report('a');
    // Each has one session.
    const of = (cost: { reads: number; writes: number }) => [cost.reads, cost.writes];
    const [reads = 0, writes = 0] = of(await measured(id, 'disable'));
    const plain = await world.measure(() =>
      world.callAs(boss, 'adminDisableUser', { user_id: '3' }),
    );
    assert.deepEqual([reads - 2, writes - 1], of(plain.cost));
  });

  it('takes nothing back that was done to somebody', async () => {
    const id = await report('a');
    await resolve(id, 'warn');
    for (const action of ['review', 'dismiss']) {
      const refused = resolve(id, action);
      await refuses(refused, 'already-exists', 'REPORT_RESOLVED', ['action']);
    }
    await resolve(id, 'disable');
    await refuses(resolve(id, 'warn'), 'already-exists', 'REPORT_RESOLVED', ['action']);
    assert.equal((await list()).reports[0]?.state, 'DISABLED');
    assert.equal((await audit()).length, 2, 'what is refused is not written down');
  });

  it('of two admins at once has one outcome, and is written down once', async () => {
    const id = await report('a');
    await Promise.all([resolve(id, 'warn'), resolve(id, 'warn', undefined, chief)]);
    assert.equal((await feed('2')).length, 1);
    assert.deepEqual(
      (await audit()).map(({ action }) => action),
      ['WARN_USER'],
    );
    const other = await report('b');
    const all = await Promise.allSettled([
      resolve(other, 'disable'),
      resolve(other, 'dismiss'),
      resolve(other, 'disable', undefined, chief),
    ]);
    assert.deepEqual([all[0].status, all[2].status], ['fulfilled', 'fulfilled']);
    assert.equal((await list({ limit: 1 })).reports[0]?.state, 'DISABLED');
    const disabled = (await audit()).filter(({ action }) => action === 'DISABLE_USER');
    assert.equal(disabled.length, 1);
  });

  it('has the same again as one report until it is dealt with, and as another then', async () => {
    const open = async () => (await list({ state: 'OPEN' })).reports.map(({ id }) => id);
    const again = () => world.call('1', 'reportUser', { user_id: '2', reason: 'SCAM', text: 'a' });
    const first = await report('a');
    await resolve(first, 'review');
    await again();
    assert.deepEqual(await open(), []);
    const ids = [first];
    for (const action of ['dismiss', 'warn', 'disable']) {
      await resolve(ids.at(-1) ?? '', action);
      world.clock.advance(1);
      const { cost } = await world.measure(() => again());
      const reads = ids.length === 1 ? 3 : 4;
      assert.deepEqual(cost, { ...none, reads, writes: 3 });
      await Promise.all([again(), again()]);
      const [id = '', ...more] = await open();
      assert.deepEqual(more, []);
      ids.push(id);
    }
    assert.equal(new Set(ids).size, 4);
    assert.deepEqual(
      (await list()).reports.map(({ id }) => id),
      ids.toReversed(),
    );
    assert.ok(!JSON.stringify(await list()).includes('latest'));
  });

  it('has what was reported before it as open', async () => {
    const id = await report('a');
    const {
      state: _state,
      handled_by: _by,
      handled_at: _at,
      note: _note,
      ...rest
    } = (await world.admin.doc(`reports/${id}`).get()).data() ?? {};
    await world.admin.doc(`reports/${id}`).set(rest);
    const [listed] = (await list()).reports;
    assert.deepEqual([listed?.state, listed?.handled_by], ['OPEN', null]);
    assert.deepEqual(await resolve(id, 'review'), { state: 'REVIEWING' });
    assert.equal((await list({ state: 'REVIEWING' })).reports.length, 1);
  });

  it('refuses what is not there, and reports about the admin himself', async () => {
    const missing = resolve('A'.repeat(20), 'dismiss');
    await refuses(missing, 'not-found', 'REPORT_NOT_FOUND', ['report_id']);
    const own = await report('a', 'boss');
    for (const action of ['review', 'dismiss', 'warn', 'disable']) {
      await refuses(resolve(own, action), 'failed-precondition', 'OWN_ACCOUNT', ['report_id']);
    }
    assert.deepEqual(await resolve(own, 'dismiss', undefined, chief), { state: 'DISMISSED' });
  });

  it('about one who is gone can be dismissed, and nobody warned or disabled', async () => {
    const id = await report('a', '3');
    await world.auth.deleteUser('3');
    await world.admin.doc('users/3').delete();
    for (const action of ['warn', 'disable']) {
      await refuses(resolve(id, action), 'not-found', 'USER_NOT_FOUND', ['report_id']);
    }
    assert.deepEqual(await audit(), []);
    assert.deepEqual(await feed('3'), []);
    await resolve(id, 'dismiss');
  });

  it('does not tell who was reported, whatever the admins do with it', async () => {
    await openChat(world, '1', '2');
    await resolve(await report('a'), 'dismiss');
    assert.equal((await world.event('2')).notify_notification, false);
    await refuses(world.call('1', 'adminListReports', {}), 'permission-denied', 'ADMIN_ONLY');
  });
});
