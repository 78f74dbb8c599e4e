import assert from 'node:assert/strict';

import { doc, getDoc, setDoc } from 'firebase/firestore';

import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

describe('the configuration of the apps', () => {
  let world: World;
  const boss = { uid: 'boss', admin: true };
  beforeEach(async () => {
    world = await openWorld();
    for (const uid of ['boss', '1']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
  });
  afterEach(() => world.close());

  const set = (input: object) =>
    world.callAs<Record<string, unknown>>(boss, 'adminSetClientConfig', input);
  const bad = (input: object, fields: string[]) =>
    refuses(set(input), 'invalid-argument', 'FIELDS_INVALID', fields);
  const hours = { enabled: false, from: '08:00', to: '20:00', time_zone: 'Europe/Berlin' };

  it('is read by anybody, also signed out, and written by nobody', async () => {
    await set({ features: { nearby: true } });
    const visitor = await world.clientWithoutSession(null);
    const config = (await getDoc(doc(visitor.firestore, 'config/client'))).data();
    assert.deepEqual(config?.['features'], { nearby: true });
    const admin = await world.client('boss');
    for (const { firestore } of [visitor, admin]) {
      await assert.rejects(setDoc(doc(firestore, 'config/client'), { features: {} }), {
        code: 'permission-denied',
      });
    }
  });

  it('is merged part by part, and answered whole; null takes away', async () => {
    const modified = () => world.clock.now().toRfc3339();
    const theme = { mode: 'dark', colors: { primary: '#3366ff', accent: '#FF0000' } };
    assert.deepEqual(await set({ theme }), { theme, modified: modified() });
    world.clock.advance(5);
    const min_app_version = { ios: '2.1.0', android: '2.0.0-rc.1' };
    await set({ min_app_version, features: { nearby: true, calls: false } });
    assert.deepEqual(
      await set({
        theme: { colors: { accent: null, quiet: '#eeeeee' } },
        min_app_version: { android: null },
        features: { calls: null, nearby: false },
        active_hours: hours,
      }),
      {
        theme: { mode: 'dark', colors: { primary: '#3366ff', quiet: '#eeeeee' } },
        min_app_version: { ios: '2.1.0' },
        features: { nearby: false },
        active_hours: hours,
        modified: modified(),
      },
    );
    const stored = await world.read('config/client');
    assert.deepEqual(stored, {
      theme: { mode: 'dark', colors: { primary: '#3366ff', quiet: '#eeeeee' } },
      min_app_version: { ios: '2.1.0' },
      features: { nearby: false },
      active_hours: { ...hours, windows: {} },
      modified: world.clock.now(),
    });
    const days = ['sat', 'sun'];
    await set({ active_hours: { days } });
    const later = await set({ active_hours: { from: '09:00' } });
    assert.deepEqual(later['active_hours'], { ...hours, from: '09:00', days });
    assert.deepEqual(later['theme'], stored['theme']);
    const every_day = await set({ active_hours: { days: null } });
    assert.deepEqual(every_day['active_hours'], { ...hours, from: '09:00' });
  });

  it('is changed with an audit entry that says to what, for 2 reads and 2 writes', async () => {
    const change = { features: { nearby: true, calls: null } };
    // The first call asks for revoked sessions.
    await world.callAs(boss, 'adminListAudit', {});
    const { cost } = await world.measure(() => set({ ...change, reason: 'Ready' }));
    assert.deepEqual(cost, { reads: 2, writes: 2, deletes: 0, invocations: 0 });
    const { entries } = await world.callAs<{ entries: { id: string }[] }>(
      boss,
      'adminListAudit',
      {},
    );
    const [{ id: _id, ...entry } = assert.fail('no entry'), ...more] = entries;
    assert.deepEqual(entry, {
      actor: 'boss',
      action: 'SET_CLIENT_CONFIG',
      target: 'config/client',
      change,
      reason: 'Ready',
      created: world.clock.now().toRfc3339(),
    });
    assert.deepEqual(more, []);
  });

  it('is not touched by what is so already, which no audit entry is written for', async () => {
    const entries = async () =>
      (await world.callAs<{ entries: object[] }>(boss, 'adminListAudit', {})).entries.length;
    await entries();
    const { result: nothing, cost } = await world.measure(() =>
      set({ features: { calls: null }, theme: { colors: { accent: null } } }),
    );
    assert.deepEqual(nothing, { modified: null });
    assert.deepEqual(cost, { reads: 2, writes: 0, deletes: 0, invocations: 0 });
    assert.equal(await world.read('config/client'), undefined);

    const theme = { mode: 'dark', colors: { accent: '#ff0000' } };
    const whole = { theme, features: { nearby: true }, active_hours: { ...hours, enabled: true } };
    const before = await set(whole);
    const stored = await world.read('config/client');
    world.clock.advance(86_400);
    for (const same of [
      whole,
      { features: { nearby: true, calls: null } },
      { theme: { colors: { accent: '#ff0000', quiet: null } } },
      { active_hours: { days: null } },
      { min_app_version: { ios: null } },
    ]) {
      assert.deepEqual(await set(same), before, JSON.stringify(same));
    }
    assert.deepEqual(await world.read('config/client'), stored);
    assert.equal(await entries(), 1);
    assert.deepEqual((await set({ theme: { mode: null } }))['theme'], { colors: theme.colors });
    assert.equal(await entries(), 2);
  });

  it('names the field that is wrong, and writes nothing', async () => {
    for (const [input, fields] of [
      [{}, ['data']],
      [{ reason: 'x' }, ['data']],
      [{ colour: 'red' }, ['colour', 'data']],
      [{ features: {} }, ['features']],
      [{ theme: {} }, ['theme']],
      [{ theme: { mode: 'dark', colors: {} } }, ['theme.colors']],
      [{ active_hours: {} }, ['active_hours']],
      [{ min_app_version: {} }, ['min_app_version']],
      [{ theme: { mode: 'blue' } }, ['theme.mode']],
      [{ theme: { colors: { primary: 'red' } } }, ['theme.colors.primary']],
      [{ theme: { colors: { primary: '#12345' } } }, ['theme.colors.primary']],
      [{ theme: { colors: { 'a b': '#123456' } } }, ['theme.colors.a b']],
      [{ theme: { colors: { constructor: '#123456' } } }, ['theme.colors.constructor']],
      [{ min_app_version: { ios: '2.1' } }, ['min_app_version.ios']],
      [{ min_app_version: { ios: '02.1.0' } }, ['min_app_version.ios']],
      [{ min_app_version: { windows: '2.1.0' } }, ['min_app_version.windows']],
      [{ features: { nearby: 'yes' } }, ['features.nearby']],
      [{ features: { Nearby: true } }, ['features.Nearby']],
      [{ active_hours: { ...hours, from: '8:00' } }, ['active_hours.from']],
      [{ active_hours: { ...hours, from: '24:00' } }, ['active_hours.from']],
      [{ active_hours: { ...hours, to: '25:00' } }, ['active_hours.to']],
      [{ active_hours: { ...hours, to: '08:00' } }, ['active_hours.to']],
      [{ active_hours: { ...hours, time_zone: '+02:00' } }, ['active_hours.time_zone']],
      [{ active_hours: { ...hours, days: [] } }, ['active_hours.days']],
      [{ active_hours: { ...hours, days: ['mon', 'mon'] } }, ['active_hours.days']],
      [{ active_hours: { ...hours, days: ['monday'] } }, ['active_hours.days.0']],
      [{ active_hours: { ...hours, windows: [] } }, ['active_hours.windows']],
      // What would be missing after it.
      [
        { active_hours: { enabled: true } },
        ['active_hours.from', 'active_hours.to', 'active_hours.time_zone'],
      ],
    ] as const) {
      await bad(input, [...fields]);
    }
    assert.equal(await world.read('config/client'), undefined);
  });

  it('holds so many features, whatever they are added by', async () => {
    const features = (from: number, count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => [`feature_${from + index}`, true]),
      );
    await set({ features: features(0, 150) });
    await bad({ features: features(150, 51) }, ['features']);
    await set({ features: features(150, 50) });
    await bad({ features: features(0, 201) }, ['features']);
  });

  it('is changed by admins alone', async () => {
    const input = { features: { nearby: true } };
    const code = 'permission-denied';
    await refuses(world.call('1', 'adminSetClientConfig', input), code, 'ADMIN_ONLY');
    const claimed = world.callAs({ uid: '1', admin: true }, 'adminSetClientConfig', input);
    await refuses(claimed, code, 'ADMIN_ONLY');
    const nobody = world.call(null, 'adminSetClientConfig', input);
    await refuses(nobody, 'unauthenticated', 'SESSION_REQUIRED');
    assert.equal(await world.read('config/client'), undefined);
  });
});
