import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

const BERLIN = { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' };
const discoverable = { search: true, email: true, phone: true };
const usual = { feed: true, push: true, mail: false };
const notifications = {
  FRIEND_REQUEST: usual,
  FRIEND_ACCEPTED: usual,
  CONTACT_JOINED: usual,
  REACTION: usual,
};
const DEFAULTS = {
  read_receipts: true,
  last_seen: 'everyone',
  discoverable,
  notifications,
  push: { previews: true, mentions_pass_mute: true, do_not_disturb: null },
};

describe('settings', () => {
  let world: World;
  let uid: string;
  let index = 0;
  before(async () => {
    world = await openWorld();
  });
  beforeEach(async () => {
    index += 1;
    uid = `u${index}`;
    await world.addUser(uid);
  });
  after(() => world.close());

  const update = async (input: object = {}) =>
    (await world.call<{ settings: object }>(uid, 'updateSettings', input)).settings;
  const stored = async () => (await world.read(`users/${uid}/private/account`))?.['settings'];

  it('are as the product has them until they are changed', async () => {
    assert.deepEqual(await update(), DEFAULTS);
  });

  it('change one by one, and stay', async () => {
    await update({ push: { do_not_disturb: BERLIN } });
    await update({ push: { previews: false } });
    await update({ last_seen: 'nobody' });
    const settings = await update({ read_receipts: false });
    const push = { previews: false, mentions_pass_mute: true, do_not_disturb: BERLIN };
    const others = { discoverable, notifications };
    assert.deepEqual(settings, { read_receipts: false, last_seen: 'nobody', ...others, push });
    assert.deepEqual(await stored(), settings);
    assert.deepEqual(await update({}), settings);
  });

  it('stand in the event document as others’ use cases read them', async () => {
    await update({ read_receipts: false, last_seen: 'nobody', push: { do_not_disturb: BERLIN } });
    const { receipts_off, last_seen_hidden, push } = (await world.event(uid)) as object as Record<
      string,
      unknown
    >;
    assert.deepEqual([receipts_off, last_seen_hidden], [true, true]);
    assert.deepEqual(push, { previews: true, mentions_pass_mute: true, do_not_disturb: BERLIN });
  });

  it('leave nothing there when they are taken back', async () => {
    await update({ read_receipts: false, last_seen: 'nobody', push: { do_not_disturb: BERLIN } });
    const settings = await update({
      read_receipts: true,
      last_seen: 'everyone',
      push: { do_not_disturb: null },
    });
    assert.deepEqual(settings, DEFAULTS);
    const event = await world.event(uid);
    assert.ok(!('receipts_off' in event) && !('last_seen_hidden' in event));
    assert.deepEqual(event.push, { previews: true, mentions_pass_mute: true });
  });

  it('of many calls at once are all made', async () => {
    await Promise.all([
      update({ push: { previews: false } }),
      update({ push: { mentions_pass_mute: false } }),
      update({ push: { do_not_disturb: BERLIN } }),
      update({ last_seen: 'nobody' }),
    ]);
    const push = { previews: false, mentions_pass_mute: false, do_not_disturb: BERLIN };
    assert.deepEqual(await update(), {
      read_receipts: true,
      last_seen: 'nobody',
      discoverable,
      notifications,
      push,
    });
    assert.deepEqual((await world.event(uid)).push, push);
  });

  const hours = (fields: object) => ({ push: { do_not_disturb: { ...BERLIN, ...fields } } });
  const REFUSED: [name: string, input: object, field: string][] = [
    ['an unknown setting', { theme: 'dark' }, 'theme'],
    ['an unknown setting of pushes', { push: { sound: true } }, 'push.sound'],
    ['receipts that are no boolean', { read_receipts: 'yes' }, 'read_receipts'],
    ['last seen by contacts', { last_seen: 'contacts' }, 'last_seen'],
    ['previews that are null', { push: { previews: null } }, 'push.previews'],
    ['an hour 24', hours({ from: '24:00' }), 'push.do_not_disturb.from'],
    ['an hour of one digit', hours({ to: '7:00' }), 'push.do_not_disturb.to'],
    ['hours without an end', hours({ to: undefined }), 'push.do_not_disturb.to'],
    ['hours that begin when they end', hours({ to: '22:00' }), 'push.do_not_disturb.to'],
    ['no zone', hours({ time_zone: '' }), 'push.do_not_disturb.time_zone'],
    ['a zone that is none', hours({ time_zone: 'Mars/Base' }), 'push.do_not_disturb.time_zone'],
    ['an offset', hours({ time_zone: '+02:00' }), 'push.do_not_disturb.time_zone'],
  ];
  for (const [name, input, field] of REFUSED) {
    it(`refuse ${name}, and nothing changes`, async () => {
      await refuses(update(input), 'invalid-argument', 'FIELDS_INVALID', [field]);
      assert.deepEqual(await stored(), {});
    });
  }

  it('of nobody cannot be changed', async () => {
    await refuses(world.call(null, 'updateSettings', {}), 'unauthenticated', 'SESSION_REQUIRED');
  });

  it('of read receipts can be switched ten times an hour, the others always', async () => {
    for (let turn = 1; turn <= 10; turn += 1) await update({ read_receipts: turn % 2 === 0 });
    await refuses(update({ read_receipts: false }), 'resource-exhausted', 'RATE_LIMITED');
    await update({ last_seen: 'nobody' });
  });

  it('hide when he was last seen at once, not only from the next time', async () => {
    await world.call(uid, 'setPresence', { state: 'online' });
    assert.ok(await world.read(`presence/${uid}`));
    await update({ last_seen: 'nobody' });
    assert.equal(await world.read(`presence/${uid}`), undefined);
    await world.call(uid, 'setPresence', { state: 'online' });
    assert.equal(await world.read(`presence/${uid}`), undefined);
    await update({ last_seen: 'everyone' });
    await world.call(uid, 'setPresence', { state: 'online' });
    assert.ok(await world.read(`presence/${uid}`));
  });

  it('cost 1 read and 2 writes', async () => {
    const { cost } = await world.measure(() => update({ push: { previews: false } }));
    assert.deepEqual(cost, { reads: 1, writes: 2, deletes: 0, invocations: 0 });
  });
});
