import assert from 'node:assert/strict';

import { LIMITS } from '../functions/src/config/limits.ts';
import type { Session } from '../functions/src/modules/auth/model.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refuses } from './helpers.ts';

const limited = (call: Promise<unknown>) => refuses(call, 'resource-exhausted', 'RATE_LIMITED');

describe('refreshing a session', () => {
  let world: World;
  const password = 'correct horse battery';
  let email: string;
  before(async () => {
    world = await openWorld();
    const uid = `refresher-${world.projectId}`;
    email = `${uid}@example.com`;
    await world.addUser(uid, { email, password });
  });
  after(() => world.close());

  const signIn = () => world.call<Session>(null, 'signInWithEmail', { email, password });
  const refresh = (refresh_token: string) =>
    world.rest('POST', '/api-token-refresh', { body: { refresh_token } });
  const next = async (refresh_token: string): Promise<string> => {
    const { status, body } = await refresh(refresh_token);
    assert.equal(status, 200, JSON.stringify(body));
    return String(body['refresh_token']);
  };
  const { max } = LIMITS.refresh_by_session;

  it('is limited for each session, with a wait that helps, and uses up no token', async () => {
    const other = await signIn();
    let token = (await signIn()).refresh_token;
    for (let count = 0; count < max; count += 1) token = await next(token);
    const refused = await refresh(token);
    assert.equal(refused.status, 429);
    assert.equal((refused.body['error'] as { reason: string }).reason, 'RATE_LIMITED');
    const wait = Number(refused.headers.get('retry-after'));
    assert.ok(wait >= 1 && wait <= 120, `${wait}`);
    await next(other.refresh_token);
    world.clock.advance(wait);
    await next(token);
  });

  it('is limited with one token alike', async () => {
    const { refresh_token } = await signIn();
    for (let count = 0; count < max; count += 1) await next(refresh_token);
    await limited(world.call(null, 'refreshSession', { refresh_token }));
  });

  it('never keeps a copy in the wrong hands from being found out', async () => {
    const first = (await signIn()).refresh_token;
    let token = first;
    for (let count = 0; count < max; count += 1) token = await next(token);
    await limited(world.call(null, 'refreshSession', { refresh_token: token }));
    assert.equal((await refresh(first)).status, 401);
    world.clock.advance(120);
    assert.equal((await refresh(token)).status, 401);
  });

  it('costs 1 read and 1 write each time, also with a token that was used', async () => {
    const { refresh_token } = await signIn();
    for (let time = 0; time < 3; time += 1) {
      const { cost } = await world.measure(() => next(refresh_token));
      assert.deepEqual(cost, { reads: 1, writes: 1, deletes: 0, invocations: 0 });
    }
  });

  it('is never refused to who refreshes every ten seconds, or more rarely', async () => {
    let token = (await signIn()).refresh_token;
    for (let count = 0; count < 100; count += 1) {
      token = await next(token);
      world.clock.advance(count < 50 ? 900 : 10);
    }
  });
});

describe('registering devices', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    await world.addUser('1');
    await world.addUser('2');
  });
  after(() => world.close());

  const register = (uid: string, device_id: string) => {
    const device = { device_id, token: `${uid}-${device_id}`, platform: 'ios' };
    return world.call(uid, 'registerDevice', device);
  };

  it('is limited for each device, then for each account', async () => {
    const { register_device_by_device: device, register_device_by_account: account } = LIMITS;
    for (let count = 0; count < device.max; count += 1) await register('1', 'wild');
    // What is refused counts for nothing: the account's other devices keep their turn.
    for (let count = 0; count < 5; count += 1) await limited(register('1', 'wild'));
    for (let count = device.max; count < account.max; count += 1) {
      await register('1', `phone-${count % 3}`);
    }
    await limited(register('1', 'new'));
    // Another account's device of the same id is another device.
    await register('2', 'wild');
    world.clock.advance(2 * 3600);
    await register('1', 'wild');
  });
});
