import assert from 'node:assert/strict';

import { DISCOVERABLE } from '../functions/src/modules/directory/model.ts';
import { termsOf, type Names } from '../functions/src/modules/directory/terms.ts';
import { wordsOf } from '../functions/src/modules/directory/fold.ts';
import { seededRandom } from '../testkit/seeded-random.ts';
import { openWorld, type World } from '../testkit/world.ts';
import { refusedByLimit, refuses, tokenOf } from './helpers.ts';

interface Page {
  users: { id: string; username: string }[];
  next_cursor: string | null;
}

const DAY = 86_400;

/** Longer than what the index has of a word. */
const LONG = 'donaudampfschifffahrtsgesellschaftskapitaen';

describe('finding users', () => {
  let world: World;
  before(async () => {
    world = await openWorld();
    await world.addUser('me');
    await world.addUser('admin');
    await world.auth.setCustomUserClaims('admin', { admin: true });
  });
  after(() => world.close());
  beforeEach(() => world.clock.advance(120));

  const page = (input: object, uid = 'me') => world.call<Page>(uid, 'findUsers', input);
  const found = async (query: string, uid = 'me') =>
    (await page({ query, limit: 50 }, uid)).users.map(({ id }) => id);
  /** The entries of users who are there to be found, and nothing else of them. */
  const arrange = async (users: Record<string, Partial<Names> & { visible?: boolean }>) => {
    const writer = world.admin.bulkWriter({ throttling: false });
    for (const [uid, { visible = true, ...given }] of Object.entries(users)) {
      const names = { username: uid, display_name: '', first_name: '', last_name: '', ...given };
      void writer.create(world.admin.doc(`user-search/${uid}`), {
        ...names,
        photo_url: null,
        about: '',
        terms: termsOf(names),
        is_active: true,
        discoverable: DISCOVERABLE,
        visible,
        reach: { email: null, phone: null },
      });
    }
    await writer.close();
  };

  describe('by names', () => {
    before(() =>
      arrange({
        ann: { display_name: 'Ann Zwolle' },
        annabel: { display_name: 'Bel' },
        annette: { display_name: 'Nette Ann' },
        bea: { first_name: 'Beá', last_name: 'Annan', display_name: 'Bea' },
        carl: { display_name: 'Carl-Ann Ødegård' },
        joanna: { display_name: 'Jo' },
        'the.ann_x': { display_name: 'T' },
        hidden_ann: { display_name: 'Ann', visible: false },
        strasse: { display_name: 'Großer Straßenbauer' },
        longish: { last_name: LONG },
        pat_o: { display_name: "Pat O'Brien", last_name: 'O’Brien-Smith' },
        luc: { display_name: 'Jean-Luc', last_name: 'Dupont' },
        zed: { display_name: 'Łukasz Żółć İpek' },
      }),
    );

    const CASES: [query: string, uids: string[]][] = [
      ['ann', ['ann', 'annabel', 'annette', 'bea', 'carl', 'joanna', 'the.ann_x']],
      ['ANN', ['ann', 'annabel', 'annette', 'bea', 'carl', 'joanna', 'the.ann_x']],
      ['@ann', ['ann', 'annabel', 'annette', 'bea', 'carl', 'joanna', 'the.ann_x']],
      ['  änn ', ['ann', 'annabel', 'annette', 'bea', 'carl', 'joanna', 'the.ann_x']],
      ['ann zwo', ['ann']],
      ['zwolle ann', ['ann']],
      ['ann zwolle x', []],
      ['annab', ['annabel']],
      ['nna', ['annabel', 'joanna']],
      ['nn', []],
      ['an', ['ann', 'annabel', 'annette', 'bea', 'carl']],
      ['odegard', ['carl']],
      ['ØDEG', ['carl']],
      ['degård', []],
      ['strassenb', ['strasse']],
      ['grosser straße', ['strasse']],
      ['lukasz zolc', ['zed']],
      ['ipek', ['zed']],
      ['obrien', ['pat_o']],
      ["o'bri", ['pat_o']],
      ['Oʼbrien', ['pat_o']],
      ['o brien', ['pat_o']],
      ['pat obriensm', ['pat_o']],
      ['briensmith', ['pat_o']],
      ['smith', ['pat_o']],
      ['jeanluc', ['luc']],
      ['jean luc', ['luc']],
      ['jean-luc dup', ['luc']],
      ['jeandupont', []],
      ['ann_', ['ann', 'annette', 'bea', 'carl', 'the.ann_x']],
      ['ann.', ['ann', 'annette', 'bea', 'carl']],
      ['e.ann', ['the.ann_x']],
      ['…', []],
      [LONG, ['longish']],
      [`${LONG}x`, []],
      [LONG.slice(0, 41), ['longish']],
    ];
    for (const [query, uids] of CASES) {
      it(`"${query}" finds ${uids.length === 0 ? 'nobody' : uids.join(', ')}`, async () => {
        assert.deepEqual(await found(query), uids);
      });
    }

    it('goes on page by page, in the same order and without repeating anybody', async () => {
      for (const limit of [1, 2, 3, 50]) {
        const uids: string[] = [];
        let cursor: string | null = null;
        do {
          const next: Page = await page({ query: 'ann', limit, ...(cursor && { cursor }) });
          assert.ok(next.users.length <= limit);
          uids.push(...next.users.map(({ id }) => id));
          cursor = next.next_cursor;
        } while (cursor !== null);
        assert.deepEqual(uids, CASES[0]?.[1], `${limit} at a time`);
        world.clock.advance(120);
      }
    });
  });

  it('finds as a walk through everybody would, whatever is asked', async () => {
    const random = seededRandom(7);
    const made = (alphabet: string, min: number, max: number) =>
      Array.from(
        { length: min + random.int(max - min + 1) },
        () => [...alphabet][random.int([...alphabet].length)],
      ).join('');
    const usernames = new Set(Array.from({ length: 60 }, () => `q${made('abc_', 3, 8)}`));
    const names = [...usernames].map((username) => ({
      username,
      display_name: made('abcé -', 0, 12),
      first_name: made('abcé -', 0, 8),
      last_name: made('abcé -', 0, 8),
    }));
    await arrange(Object.fromEntries(names.map((each) => [`r-${each.username}`, each])));
    const everybody = (await world.admin.collection('user-search').get()).docs
      .filter((doc) => doc.get('visible') === true && doc.id !== 'me')
      .map((doc) => ({ id: doc.id, ...(doc.data() as Names) }));
    /** The rank of a user, said the plainest way. */
    const rank = (query: string, user: Names): number => {
      const plain = query.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
      const text = [user.display_name, user.first_name, user.last_name].join(' ');
      const endings = text.split(' ').flatMap((group) =>
        // From each word on, with the hyphens left out.
        [...group].map((_, at) => (at === 0 || group[at - 1] === '-' ? group.slice(at) : '')),
      );
      const words = wordsOf([text, ...endings.map((each) => each.replaceAll('-', ''))].join(' '));
      const asked = wordsOf(query);
      if (user.username === plain) return 0;
      if (/^[a-z0-9_.]+$/.test(plain) && user.username.startsWith(plain)) return 1;
      if (asked.length > 0 && asked.every((each) => words.some((word) => word.startsWith(each)))) {
        return 2;
      }
      return plain.length >= 3 && user.username.includes(plain) ? 3 : 4;
    };
    const queries = Array.from({ length: 80 }, () => made('abcq_É ', 1, 5));
    for (const query of queries.filter((each) => each.trim() !== '')) {
      world.clock.advance(60);
      const expected = everybody
        .map((user) => ({ user, tier: rank(query, user) }))
        .filter(({ tier }) => tier < 4)
        .toSorted((a, b) => a.tier - b.tier || (a.user.username < b.user.username ? -1 : 1))
        .map(({ user }) => user.username);
      const all: string[] = [];
      let cursor: string | null = null;
      do {
        const next: Page = await page({ query, limit: 7, ...(cursor && { cursor }) });
        all.push(...next.users.map(({ username }) => username));
        cursor = next.next_cursor;
      } while (cursor !== null);
      assert.deepEqual(all, expected, query);
    }
  });

  describe('leaves out', () => {
    before(async () => {
      for (const uid of ['quinn1', 'quinn2', 'quinn3', 'quinn4', 'quinn5', 'quinn6']) {
        await world.addUser(uid, { displayName: uid });
      }
      await world.call('quinn1', 'blockUser', { user_id: 'quinn2' });
      await world.call('quinn3', 'blockUser', { user_id: 'quinn1' });
      await world.callAs({ uid: 'admin', admin: true }, 'adminDisableUser', { user_id: 'quinn4' });
      await world.call('quinn5', 'updateSettings', { discoverable: { search: false } });
    });

    it('oneself, whom a block keeps apart, who is disabled and who hides', async () => {
      assert.deepEqual(await found('quinn', 'quinn1'), ['quinn6']);
      assert.deepEqual(await found('quinn', 'me'), ['quinn1', 'quinn2', 'quinn3', 'quinn6']);
      for (const gone of ['quinn4', 'quinn5']) assert.deepEqual(await found(gone), []);
    });

    it('nobody of these from a page’s end: the next goes on', async () => {
      const first = await page({ query: 'quinn', limit: 1 }, 'quinn1');
      assert.deepEqual(
        first.users.map(({ id }) => id),
        [],
      );
      assert.ok(first.next_cursor !== null);
    });

    it('nobody of these from an admin', async () => {
      const list = (query: object) =>
        world.callAs<Page>({ uid: 'admin', admin: true }, 'adminListUsers', { query });
      const { users } = await list({ name: 'Quinn' });
      assert.deepEqual(
        users.map(({ id }) => id),
        ['quinn1', 'quinn2', 'quinn3', 'quinn4', 'quinn5', 'quinn6'],
      );
      const one = await world.callAs<Page>({ uid: 'admin', admin: true }, 'adminListUsers', {
        query: { name: 'quinn' },
        limit: 5,
      });
      assert.equal(one.users.length, 5);
      const two = await world.callAs<Page>({ uid: 'admin', admin: true }, 'adminListUsers', {
        query: { name: 'quinn' },
        limit: 5,
        cursor: one.next_cursor,
      });
      assert.deepEqual(
        two.users.map(({ id }) => id),
        ['quinn6'],
      );
    });
  });

  describe('by an exact address or number', () => {
    before(() =>
      world.auth.createUser({
        uid: 'reached',
        email: 'Reached.Exactly@example.com',
        emailVerified: true,
        phoneNumber: '+12025550177',
        displayName: 'R',
      }),
    );
    before(() => world.client('reached'));

    it('finds its owner, however it is written', async () => {
      for (const query of [
        'reached.exactly@EXAMPLE.com',
        ' Reached.Exactly@example.com ',
        '+12025550177',
        '+1 (202) 555-0177',
      ]) {
        assert.deepEqual(await found(query), ['reached'], query);
      }
    });

    it('finds nobody by a part of it', async () => {
      for (const query of [
        'reached.exactly',
        '@example.com',
        '2025550177',
        '+1202555017',
        'reached@',
      ]) {
        assert.deepEqual(await found(query), [], query);
      }
    });

    it('finds him only as he allows it', async () => {
      const set = (discoverable: object) =>
        world.call('reached', 'updateSettings', { discoverable });
      await set({ search: false });
      assert.deepEqual(await found('+12025550177'), ['reached']);
      await set({ phone: false });
      assert.deepEqual(await found('+12025550177'), []);
      assert.deepEqual(await found('reached.exactly@example.com'), ['reached']);
      await set({ email: false });
      assert.deepEqual(await found('reached.exactly@example.com'), []);
      await set({ search: true, phone: true, email: true });
    });

    it('leaves out whom a block keeps apart', async () => {
      await world.call('reached', 'blockUser', { user_id: 'quinn1' });
      assert.deepEqual(await found('+12025550177', 'quinn1'), []);
    });

    it('is limited to 100 a day, so that nobody tries them all', async () => {
      await world.addUser('guesser');
      for (let index = 0; index < 100; index += 1) {
        if (index % 50 === 0) world.clock.advance(120);
        await page({ query: `+1202556${String(index).padStart(4, '0')}` }, 'guesser');
      }
      await refusedByLimit(page({ query: '+12025570000' }, 'guesser'));
      await page({ query: 'quinn' }, 'guesser');
      world.clock.advance(2 * DAY);
      await page({ query: '+12025570000' }, 'guesser');
    });
  });

  it('finds whoever has registered as soon as that has answered, under all his names', async () => {
    const { body } = await world.rest('POST', '/users/register', {
      body: {
        email: `fresh-${world.projectId}@example.com`,
        password: 'correct horse battery',
        username: 'freshly_here',
        first_name: 'Bartholomäus',
      },
    });
    const { id } = body['user'] as { id: string };
    for (const query of ['freshly_here', 'fresh', 'bartholomau', 'bartholomäus', 'shly', '_here']) {
      assert.deepEqual(await found(query), [id], query);
    }
  });

  const REFUSED: [what: string, input: object, fields: string[]][] = [
    ['nothing to look for', {}, ['query']],
    ['an empty query', { query: '' }, ['query']],
    ['only space', { query: '  ' }, ['query']],
    ['65 characters', { query: 'x'.repeat(65) }, ['query']],
    ['half a character', { query: 'a\udc00' }, ['query']],
    ['no page', { query: 'a', limit: 0 }, ['limit']],
    ['51 at once', { query: 'a', limit: 51 }, ['limit']],
    ['a cursor of another’s making', { query: 'a', cursor: 'x' }, ['cursor']],
    [
      'a cursor of half a character',
      { query: 'a', cursor: btoa('["word","\\ud800"]') },
      ['cursor'],
    ],
    ['a cursor of another kind', { query: 'a', cursor: btoa('["all",null]') }, ['cursor']],
  ];
  for (const [what, input, fields] of REFUSED) {
    it(`refuses ${what}`, () => refuses(page(input), 'invalid-argument', 'FIELDS_INVALID', fields));
  }

  it('answers REST, by its own names, to be kept for a minute', async () => {
    const token = await tokenOf(world, 'me');
    const get = (query: string) =>
      world.rest('GET', `/users/contacts/find-users${query}`, { token });
    const { status, body, headers } = await get('?search=quinn1&limit=5');
    assert.deepEqual([status, body], [200, await page({ query: 'quinn1', limit: 5 })]);
    assert.equal(headers.get('cache-control'), 'private, max-age=60, stale-while-revalidate=30');
    for (const query of ['', '?search=', '?search=%20']) {
      const { status, body } = await get(query);
      const { reason, fields } = body['error'] as { reason: string; fields: { field: string }[] };
      assert.deepEqual([status, reason, fields[0]?.field], [400, 'FIELDS_INVALID', 'search']);
    }
  });

  it('is limited to 120 a minute', async () => {
    await world.addUser('eager');
    for (let index = 0; index < 120; index += 1) await page({ query: 'q' }, 'eager');
    await refusedByLimit(page({ query: 'q' }, 'eager'));
  });

  describe('costs', () => {
    it('its limit, 1 read for oneself and each way, and 2 for each who is found', async () => {
      const cost = async (query: string, limit = 20) => {
        await world.call('me', 'listSessions');
        const { reads, writes } = (await world.measure(() => page({ query, limit }))).cost;
        return [reads, writes];
      };
      const [LIMIT, EVENT] = [1, 1];
      assert.deepEqual(await cost('nobody_at_all'), [LIMIT + EVENT + 4, 1]);
      // The one found exactly is found by how his name begins as well, and left out there.
      assert.deepEqual(await cost('quinn6'), [LIMIT + EVENT + 2 + 1 + 1 + 1, 1]);
      // Exactly nobody; four of whom only those who are shown are looked up; nobody by words or within.
      assert.deepEqual(await cost('quinn'), [LIMIT + EVENT + 1 + 2 * 4 + 4 + 1, 1]);
      assert.deepEqual(await cost('reached.exactly@example.com'), [2 * LIMIT + EVENT + 2 + 1, 2]);
    });
  });
});
