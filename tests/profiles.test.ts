import assert from 'node:assert/strict';

import { openWorld, type World } from '../testkit/world.ts';
import { refuses, tokenOf } from './helpers.ts';

const KEPT_FOR_A_MINUTE = 'private, max-age=60, stale-while-revalidate=30';

describe('a profile', () => {
  let world: World;
  let uid: string;
  let index = 0;
  before(async () => {
    world = await openWorld();
    await world.addUser('other');
  });
  beforeEach(async () => {
    index += 1;
    uid = `u${index}`;
    await world.addUser(uid, { email: `${uid}@example.com` });
  });
  after(() => world.close());

  const update = (input: object) =>
    world.call<Record<string, unknown>>(uid, 'updateProfile', input);
  const shown = () => world.call<Record<string, unknown>>('other', 'getUser', { user_id: uid });

  for (const field of ['display_name', 'first_name', 'last_name']) {
    it(`refuses a ${field} of blanks, or with control characters`, async () => {
      for (const wrong of [' ', 'a\nb', 'a\0', '\u202eb']) {
        const change = world.call(uid, 'updateProfile', { [field]: wrong });
        await refuses(change, 'invalid-argument', 'FIELDS_INVALID', [field]);
      }
    });
  }

  it('is answered as its owner sees it', async () => {
    const own = await world.call(uid, 'getProfile', {});
    assert.deepEqual(own, {
      id: uid,
      username: `user_${uid}`,
      display_name: `User ${uid}`,
      first_name: '',
      last_name: '',
      photo_url: null,
      about: '',
      email: `${uid}@example.com`,
      phone: null,
      locale: null,
      time_zone: null,
    });
    assert.deepEqual(await update({}), own);
  });

  it('that changes ends no session', async () => {
    const before = (await world.read(`sessions/${uid}`))?.['sessions'];
    assert.equal(Object.keys(before as object).length, 1);
    await update({ display_name: 'Another' });
    assert.deepEqual((await world.read(`sessions/${uid}`))?.['sessions'], before);
  });

  it('changes by what is given, and shows others the public part', async () => {
    await update({ first_name: 'Ada', last_name: 'King' });
    const changed = await update({
      display_name: 'Ada',
      about: 'Note G',
      photo_url: `users/${uid}/photos/1 a.jpg`,
      locale: 'en-GB',
      time_zone: 'Europe/London',
    });
    const { email: _email, phone: _phone, locale, time_zone, ...others } = changed;
    assert.deepEqual([locale, time_zone], ['en-GB', 'Europe/London']);
    assert.deepEqual(await shown(), others);
    assert.deepEqual(others, {
      id: uid,
      username: `user_${uid}`,
      display_name: 'Ada',
      first_name: 'Ada',
      last_name: 'King',
      photo_url: `users/${uid}/photos/1 a.jpg`,
      about: 'Note G',
    });
    const back = await update({ photo_url: null, about: '', locale: null });
    assert.deepEqual([back['photo_url'], back['about'], back['locale']], [null, '', null]);
  });

  it('shows in the session that is refreshed next', async () => {
    const token = await tokenOf(world, uid);
    const photo_url = 'https://example.com/a.jpg';
    await world.rest('PUT', '/users/profile', { token, body: { about: 'New', photo_url } });
    const { profile } = (await world.read(`sessions/${uid}`)) as { profile: object };
    const copied = { username: `user_${uid}`, display_name: `User ${uid}` };
    assert.deepEqual(profile, { ...copied, about: 'New', photo_url });
  });

  it('is found as it is from then on', async () => {
    await update({ display_name: 'Zoë Zebra' });
    const { users } = await world.call<{ users: { id: string }[] }>('other', 'findUsers', {
      query: 'zebra zoe',
    });
    assert.deepEqual(
      users.map(({ id }) => id),
      [uid],
    );
    await update({ display_name: 'Ada' });
    assert.deepEqual(await world.call('other', 'findUsers', { query: 'zebra' }), {
      users: [],
      next_cursor: null,
    });
  });

  const REFUSED: [what: string, input: object, fields: string[]][] = [
    ['a username of two characters', { username: 'ab' }, ['username']],
    ['a username with a space', { username: 'a b c' }, ['username']],
    ['a username without a letter or digit', { username: '...' }, ['username']],
    ['a reserved username', { username: 'Support' }, ['username']],
    ['a name of 101 characters', { first_name: 'x'.repeat(101) }, ['first_name']],
    ['half a character', { last_name: 'a\ud800' }, ['last_name']],
    ['a name that is none', { display_name: null }, ['display_name']],
    ['501 characters about oneself', { about: 'x'.repeat(501) }, ['about']],
    ['a photo without encryption', { photo_url: 'http://example.com/a.jpg' }, ['photo_url']],
    ['a photo with a password', { photo_url: 'https://ada:secret@example.com/a' }, ['photo_url']],
    ['a photo that is a script', { photo_url: 'javascript:alert(1)' }, ['photo_url']],
    ['a long address', { photo_url: `https://example.com/${'x'.repeat(2048)}` }, ['photo_url']],
    ['a path elsewhere', { photo_url: 'chats/a_b/1.jpg' }, ['photo_url']],
    ['a path out of one’s folder', { photo_url: 'users/u1/../other/1.jpg' }, ['photo_url']],
    ['another’s file', { photo_url: 'users/other/1.jpg' }, ['photo_url']],
    ['a locale that is none', { locale: 'english please' }, ['locale']],
    ['a zone that is none', { time_zone: 'Mars/Olympus' }, ['time_zone']],
    ['what nobody sets', { is_active: false, email: 'x@example.com' }, ['email', 'is_active']],
  ];
  for (const [what, input, fields] of REFUSED) {
    it(`refuses ${what}, and changes nothing`, async () => {
      const before = await world.call(uid, 'getProfile', {});
      const call = update({ display_name: 'Changed', ...input });
      await refuses(call, 'invalid-argument', 'FIELDS_INVALID', fields);
      assert.deepEqual(await world.call(uid, 'getProfile', {}), before);
    });
  }

  it('is nobody’s who has none', async () => {
    await world.addAccount(`no-${uid}`);
    for (const name of ['getProfile', 'updateProfile'] as const) {
      await refuses(world.call(`no-${uid}`, name, {}), 'unauthenticated', 'USER_DISABLED');
    }
  });

  it('is shown by id and username, also by one who has blocked whoever looks', async () => {
    await world.call(uid, 'blockUser', { user_id: 'other' });
    const by_id = await shown();
    assert.equal(by_id['id'], uid);
    const username = `USER_${uid}`;
    assert.deepEqual(await world.call('other', 'viewUser', { username }), by_id);
  });

  it('is not there once its owner is shut out', async () => {
    await world.context.db.transact(async (tx) => {
      const { setActive } = await import('../functions/src/modules/users/set-active.ts');
      await setActive(tx, world.context, uid, false);
    });
    await refuses(shown(), 'not-found', 'USER_NOT_FOUND', ['user_id']);
    const call = world.call('other', 'viewUser', { username: `user_${uid}` });
    await refuses(call, 'not-found', 'USER_NOT_FOUND', ['username']);
    await refuses(update({ about: 'x' }), 'unauthenticated', 'USER_DISABLED');
  });

  it('is read and changed over REST, and kept by its reader for a minute', async () => {
    const token = await tokenOf(world, uid);
    const { status, body } = await world.rest('PUT', '/users/profile/', {
      token,
      body: { first_name: 'Grace' },
    });
    assert.deepEqual([status, body['first_name']], [200, 'Grace']);
    const own = await world.rest('GET', '/users/profile', { token });
    assert.deepEqual([own.status, own.body], [200, body]);
    assert.equal(own.headers.get('cache-control'), 'no-store');
    const by_id = await world.rest('GET', `/users/by-id/${uid}`, { token });
    assert.deepEqual(by_id.body, await shown());
    assert.equal(by_id.headers.get('cache-control'), KEPT_FOR_A_MINUTE);
    const by_name = await world.rest('GET', `/users/contacts/view-user/user_${uid}/`, { token });
    assert.deepEqual(by_name.body, by_id.body);
    assert.equal((await world.rest('GET', '/users/by-id/nobody', { token })).status, 404);
    assert.equal((await world.rest('GET', '/users/by-id/nobody')).status, 401);
  });

  it('costs 2 reads to answer, 3 writes and 1 read to change, 1 more for what only its owner sees', async () => {
    await world.call(uid, 'getProfile', {});
    const cost = async (input: object) => {
      const { reads, writes, deletes } = (await world.measure(() => update(input))).cost;
      return [reads, writes, deletes];
    };
    assert.deepEqual(await cost({}), [2, 0, 0]);
    assert.deepEqual(await cost({ about: 'New' }), [3, 3, 0]);
    assert.deepEqual(await cost({ locale: 'en' }), [2, 1, 0]);
    assert.deepEqual(
      await cost({ about: 'New', locale: 'en', username: `user_${uid}` }),
      [2, 0, 0],
    );
    const by_id = await world.measure(shown);
    assert.deepEqual([by_id.cost.reads, by_id.cost.writes], [1, 0]);
    const by_name = await world.measure(() =>
      world.call('other', 'viewUser', { username: `user_${uid}` }),
    );
    assert.deepEqual([by_name.cost.reads, by_name.cost.writes], [2, 0]);
  });
});
