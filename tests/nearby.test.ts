import assert from 'node:assert/strict';

import type { NearbyUser } from '../functions/src/modules/nearby/search-rings.ts';
import type { Point, StoredLocation } from '../functions/src/modules/nearby/model.ts';
import { seededRandom } from '../testkit/seeded-random.ts';
import { arrangeUsers } from '../testkit/users.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refusedByLimit, refuses, tokenOf } from './helpers.ts';

const DAY = 86_400;
const BERLIN = { lat: 52.515, lng: 13.38 };
/** As the tests measure: by the angle between two vectors from the middle of the globe. */
function metresApart(a: Point, b: Point): number {
  const [u, v] = [a, b].map(({ lat, lng }) => {
    const [north, east] = [(lat * Math.PI) / 180, (lng * Math.PI) / 180];
    return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)];
  });
  const chord = Math.hypot(...(u ?? []).map((part, index) => part - (v?.[index] ?? 0)));
  return 2 * 6_371_000 * Math.asin(chord / 2);
}

/** So many degrees of latitude are 1,000 m. */
const KM = 1 / 111.195;

describe('finding people nearby', () => {
  const crowd = Array.from({ length: 50 }, (_, index) => `somebody-${index}`);
  let world: World;
  before(async () => {
    world = await openWorld();
    await arrangeUsers(world, ['blocked', 'blocker', 'a', 'b', 'c', ...crowd]);
    for (const uid of ['me', 'hidden', 'off', 'boss']) await world.addUser(uid);
    await world.auth.setCustomUserClaims('boss', { admin: true });
  });
  beforeEach(async () => {
    const all = await world.admin.collection('locations').listDocuments();
    await Promise.all(all.map((doc) => doc.delete()));
    // The limits of an hour are not what most of these tests are about.
    world.clock.advance(2 * 3600);
  });
  after(() => world.close());

  const put = (uid: string, point: Point) => world.call(uid, 'updateLocation', point);
  const north = (km: number, from: Point = BERLIN) => ({ ...from, lat: from.lat + km * KM });
  const find = async (radius_m: number, more: object = {}, centre: Point = BERLIN) => {
    const input = { ...centre, radius_m, ...more };
    return (await world.call<{ users: NearbyUser[] }>('me', 'findNearbyUsers', input)).users;
  };
  const found = async (radius_m: number, more: object = {}, centre: Point = BERLIN) =>
    (await find(radius_m, more, centre)).map(({ id, distance_m }) => [id, distance_m]);
  const stored = async (uid: string) =>
    (await world.read(`locations/${uid}`)) as StoredLocation | undefined;

  it('keeps a point of the grid for a day, and nothing finer', async () => {
    await put('me', { lat: 52.5163, lng: 13.3777 });
    const now = world.clock.now();
    assert.deepEqual(await stored('me'), {
      lat: 52.515,
      lng: 13.38,
      geohash: 'u33db2p409',
      updated: now,
      expires_at: now.plusSeconds(DAY),
    });
  });

  it('shows who is near as others see him, the nearest first, as far as asked for', async () => {
    await put('me', BERLIN);
    await put('c', north(30));
    await put('a', north(1.2));
    await put('b', BERLIN);
    assert.deepEqual(await found(50_000), [
      ['b', 500],
      ['a', 1500],
      ['c', 30_500],
    ]);
    assert.deepEqual(await found(1500), [
      ['b', 500],
      ['a', 1500],
    ]);
    assert.deepEqual(await found(1000), [['b', 500]]);
    assert.deepEqual(await found(50_000, { limit: 2 }), [
      ['b', 500],
      ['a', 1500],
    ]);
    const [first] = await find(1000);
    assert.deepEqual(first, {
      id: 'b',
      username: 'user_b',
      display_name: 'User b',
      first_name: '',
      last_name: '',
      photo_url: null,
      about: '',
      distance_m: 500,
    });
  });

  it('is right at the date line and at the poles', async () => {
    for (const [own, other, distance_m] of [
      [{ lat: -16.8, lng: 179.995 }, { lat: -16.8, lng: -179.99 }, 2000],
      [{ lat: 0, lng: 180 }, { lat: 0, lng: 179.99 }, 1500],
      [{ lat: 89.99, lng: 0 }, { lat: 89.99, lng: 180 }, 2500],
      [{ lat: -90, lng: 12 }, { lat: -89.9, lng: -90 }, 11_500],
    ] as const) {
      await put('me', own);
      await put('a', other);
      assert.deepEqual(await found(20_000, {}, own), [['a', distance_m]], JSON.stringify(own));
    }
  });

  for (const own of [
    { lat: 52.515, lng: 13.38 },
    { lat: -16.8, lng: 179.995 },
    { lat: 89.8, lng: 60 },
    { lat: -84.7, lng: -179.99 },
  ]) {
    it(`finds whom looking at everybody would find, in the same order, around ${own.lat}, ${own.lng}`, async () => {
      const seeded = seededRandom(own.lng);
      const random = () => seeded.int(1_000_000) / 500_000 - 1;
      const stretch = 1 / Math.max(0.01, Math.cos((own.lat * Math.PI) / 180));
      for (const uid of crowd) {
        const lat = Math.max(-90, Math.min(90, own.lat + 0.7 * random()));
        const lng = own.lng + 0.7 * stretch * random();
        await put(uid, { lat, lng: ((lng + 540) % 360) - 180 });
      }
      await put('me', own);
      const me = await stored('me');
      assert.ok(me);
      for (const radius_m of [5000, 20_000, 50_000]) {
        const metres: number[] = [];
        for (const uid of crowd) metres.push(metresApart(me, (await stored(uid)) ?? me));
        const expected = metres
          .filter((each) => each <= radius_m)
          .toSorted((a, b) => a - b)
          .map((each) => Math.max(1, Math.ceil(each / 500)) * 500);
        const distances = (await find(radius_m, { limit: 50 }, own)).map((each) => each.distance_m);
        assert.deepEqual(distances, expected, `${radius_m} m`);
        if (radius_m === 50_000) assert.ok(distances.length > 10, `${distances.length} found`);
      }
    });
  }

  it('measures from where the caller was, wherever near it he says that the centre is', async () => {
    await put('me', BERLIN);
    await put('a', north(1.2));
    for (const centre of [north(0.9), north(-0.9), { ...BERLIN, lng: 13.39 }]) {
      assert.deepEqual(await found(2000, {}, centre), [['a', 1500]]);
    }
  });

  it('rounds the radius up as it does distances, so that it cannot be felt out', async () => {
    await put('me', BERLIN);
    await put('a', north(1.2));
    for (const radius_m of [1001, 1250, 1500]) {
      assert.deepEqual(await found(radius_m), [['a', 1500]], `${radius_m}`);
    }
  });

  it('needs a location of the last day that is within 1 km of the centre', async () => {
    const code = 'failed-precondition';
    await refuses(find(1000), code, 'LOCATION_REQUIRED', []);
    await put('me', BERLIN);
    await refuses(find(1000, {}, north(1.1)), code, 'CENTER_TOO_FAR', ['lat', 'lng']);
    assert.deepEqual(await find(1000, {}, north(0.9)), []);
    world.clock.advance(DAY - 1);
    assert.deepEqual(await find(1000), []);
    world.clock.advance(1);
    await refuses(find(1000), code, 'LOCATION_REQUIRED', []);
  });

  it('leaves out who was there more than a day ago', async () => {
    await put('a', BERLIN);
    world.clock.advance(DAY - 1);
    await put('me', BERLIN);
    assert.deepEqual(await found(1000), [['a', 500]]);
    world.clock.advance(1);
    assert.deepEqual(await found(1000), []);
  });

  it('leaves out oneself, who hides, is disabled or gone, and both sides of a block', async () => {
    for (const uid of ['me', 'hidden', 'off', 'blocked', 'blocker', 'a']) await put(uid, BERLIN);
    const listed = async () => (await find(1000)).map(({ id }) => id);
    assert.deepEqual(await listed(), ['a', 'blocked', 'blocker', 'hidden', 'off']);
    await world.call('hidden', 'updateSettings', { discoverable: { search: false } });
    const boss = { uid: 'boss', admin: true };
    await world.callAs(boss, 'adminDisableUser', { user_id: 'off' });
    await world.call('me', 'blockUser', { user_id: 'blocked' });
    await world.call('blocker', 'blockUser', { user_id: 'me' });
    assert.deepEqual(await listed(), ['a']);
    // Those left out take nobody's place.
    assert.deepEqual(
      (await find(1000, { limit: 1 })).map(({ id }) => id),
      ['a'],
    );
  });

  it('ends with clearLocation, which may be repeated', async () => {
    for (const uid of ['me', 'a']) await put(uid, BERLIN);
    await world.call('a', 'clearLocation', {});
    assert.equal(await stored('a'), undefined);
    await world.call('a', 'clearLocation', {});
    assert.deepEqual(await find(1000), []);
  });

  it('refuses a place that is none, by its field, and writes nothing', async () => {
    const code = 'invalid-argument';
    for (const [input, fields] of [
      [{}, ['lat', 'lng']],
      [{ lat: 90.1, lng: 0 }, ['lat']],
      [{ lat: 0, lng: -180.5 }, ['lng']],
      [{ lat: 'north', lng: null }, ['lat', 'lng']],
      [{ ...BERLIN, accuracy: 5 }, ['accuracy']],
    ] as const) {
      await refuses(world.call('me', 'updateLocation', input), code, 'FIELDS_INVALID', [...fields]);
    }
    assert.equal(await stored('me'), undefined);
    for (const [input, fields] of [
      [{ radius_m: 999 }, ['radius_m']],
      [{ radius_m: 50_001 }, ['radius_m']],
      [{ radius_m: 1000, limit: 51 }, ['limit']],
    ] as const) {
      const call = world.call('me', 'findNearbyUsers', { ...BERLIN, ...input });
      await refuses(call, code, 'FIELDS_INVALID', [...fields]);
    }
  });

  it('is not for somebody without documents, nor for one who is shut out', async () => {
    await world.addAccount('nobody');
    const refused = 'unauthenticated';
    await refuses(put('nobody', BERLIN), refused, 'USER_DISABLED');
    await world.admin.doc('users-external-event/c').update({ disabled: true });
    await refuses(put('c', BERLIN), refused, 'USER_DISABLED');
    await world.admin.doc('users-external-event/c').update({ disabled: false });
    assert.equal(await stored('nobody'), undefined);
  });

  it('has limits: 30 locations and 60 searches in an hour', async () => {
    for (let count = 0; count < 30; count += 1) await put('me', BERLIN);
    await refusedByLimit(put('me', BERLIN));
    await put('a', BERLIN);
    for (let count = 0; count < 60; count += 1) await find(1000);
    await refusedByLimit(find(1000));
  });

  it('works over REST, by a query', async () => {
    const token = await tokenOf(world, 'me');
    const body = { lat: 52.5163, lng: 13.3777 };
    const location = '/users/location/';
    assert.equal((await world.rest('PUT', location, { token, body })).status, 200);
    await put('a', { lat: 52.52, lng: 13.38 });
    const path = '/users/nearby/?lat=52.5163&lng=13.3777&radius_m=5000';
    const { status, body: answer, headers } = await world.rest('GET', path, { token });
    assert.equal(status, 200);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.deepEqual(
      (answer['users'] as NearbyUser[]).map(({ id, distance_m }) => [id, distance_m]),
      [['a', 1000]],
    );
    const printed = `/users/nearby/?lat=${52.516299999999994}&lng=13.377700000000001&radius_m=5e3&limit=20`;
    assert.deepEqual((await world.rest('GET', printed, { token })).body, answer);
    const bad = await world.rest('GET', '/users/nearby?lat=north&lng=0x1&radius_m=5000', { token });
    assert.equal(bad.status, 400);
    const { fields } = bad.body['error'] as { fields: { field: string }[] };
    assert.deepEqual(
      fields.map(({ field }) => field),
      ['lat', 'lng'],
    );
    const text = await world.rest('PUT', location, { token, body: { ...body, lat: '52.5163' } });
    assert.equal(text.status, 400, 'JSON has numbers');
    assert.equal((await world.rest('DELETE', location, { token })).status, 200);
    assert.equal(await stored('me'), undefined);
  });

  describe('costs', () => {
    const LIMIT = { reads: 1, writes: 1 };
    const costs = async (act: () => Promise<unknown>, reads: number, writes = 0, deletes = 0) => {
      const { cost } = await world.measure(act);
      assert.deepEqual(cost, { reads, writes, deletes, invocations: 0 });
    };

    it('1 write and 2 reads for a location besides its limit, and 1 write more for the first', async () => {
      // Which tokens are void is looked up every 30 s.
      await world.call('me', 'listSessions');
      await costs(() => put('me', BERLIN), LIMIT.reads + 2, LIMIT.writes + 2);
      await costs(() => put('me', BERLIN), LIMIT.reads + 2, LIMIT.writes + 1);
      await costs(() => world.call('me', 'clearLocation', {}), 0, 0, 1);
    });

    it('a search by its ranges, and 3 reads for each who is found; however many are further away', async () => {
      await put('me', BERLIN);
      const own = 2;
      const [ranges_of_500, ranges_of_1000] = [4, 4];
      const empty = LIMIT.reads + own + ranges_of_500 + ranges_of_1000;
      // His own location is in a range of each ring, which is then not an empty one.
      await costs(() => find(1000), empty, LIMIT.writes);
      await put('a', BERLIN);
      const [location, is_blocked, entry] = [1, 1, 1];
      await costs(() => find(1000), empty + 2 * location + is_blocked + entry, LIMIT.writes);
      for (const [index, uid] of ['b', 'c', 'hidden'].entries()) await put(uid, north(20 + index));
      await costs(() => find(1000), empty + 2 * location + is_blocked + entry, LIMIT.writes);
    });

    it('a bounded number of reads where hundreds are in one place', async () => {
      const many = Array.from({ length: 300 }, (_, index) => `crowd-${index}`);
      const location = { ...BERLIN, geohash: 'u33db2p409', expires_at: new Date(8e12) };
      const writer = world.admin.bulkWriter({ throttling: false });
      for (const uid of many) void writer.set(world.admin.doc(`locations/${uid}`), location);
      await writer.close();
      await arrangeUsers(world, many);
      await put('me', BERLIN);
      const { result, cost } = await world.measure(() => find(50_000));
      assert.equal(result.length, 20);
      const [range, ranges_without] = [60, 3];
      const [is_blocked, entry] = [20, 20];
      const reads = LIMIT.reads + 2 + range + ranges_without + is_blocked + entry;
      assert.deepEqual(cost, { reads, writes: 1, deletes: 0, invocations: 0 });
    });
  });
});
