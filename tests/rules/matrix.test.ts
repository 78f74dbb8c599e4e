import assert from 'node:assert/strict';

import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  serverTimestamp,
  setDoc,
  updateDoc,
} from 'firebase/firestore';

import { EVERYTHING, MESSAGE_CASES } from '../cases/messages.ts';
import { newMessageId } from '../helpers.ts';
import { allowedChange, changesOf } from './matrix/changes.ts';
import { absent, beside, named, own } from './matrix/paths.ts';
import { readCoverage } from './matrix/coverage.ts';
import { ADMINS, DIRECT, NEW } from './matrix/chats.ts';
import { hoursOfRules } from './matrix/hours.ts';
import { EVERYBODY, PEOPLE, UIDS, type Person } from './matrix/people.ts';
import { CHATS, PLACES } from './matrix/places.ts';
import { LISTINGS } from './matrix/queries.ts';
import type { Place } from './matrix/place.ts';
import { REFUSED_TOKENS } from './matrix/tokens.ts';
import { forClient, isAllowed, openRulesWorld, whoMay, type RulesWorld } from './world.ts';

/** Whose the documents are, and who is in a chat with him. */
const NEAREST: Person[] = ['owner', 'member'];

/** The fields of a message that its sender writes. */
const SENT = [
  'created',
  'from_user',
  'type',
  'text',
  'file',
  'file_name',
  'reference_type',
  'reference_id',
  'action',
  'action_params',
];

/** Every collection and operation, everybody, every field: tests/rules/matrix holds the tables. */
describe('rules: the matrix', function () {
  let world: RulesWorld;
  before(async () => {
    world = await openRulesWorld();
    for (const uid of UIDS) {
      await world.put(`users/${uid}`, { username: uid, is_active: uid !== 'disabled' });
    }
    for (const { path, fields } of PLACES) await world.put(path, fields);
  });
  after(() => world.close());

  const at = (person: Person, path: string) => doc(world.as(person), path);

  for (const place of PLACES) {
    const { name, path, fields, get = [], missing = [], list = [] } = place;
    describe(`${name} (${path})`, () => {
      const parent = path.slice(0, path.lastIndexOf('/'));

      it('get', async () => {
        assert.deepEqual(await whoMay((person) => getDoc(at(person, path))), get);
      });
      it('get where there is none', async () => {
        const asked = await whoMay((person) => getDoc(at(person, absent(place))));
        assert.deepEqual(asked, missing);
      });
      it('list', async () => {
        const listed = await whoMay((person) => getDocs(collection(world.as(person), parent)));
        assert.deepEqual(listed, list);
      });
      if (place.reads_only) return;
      it('create, for oneself or for anybody', async () => {
        const full = forClient(fields);
        for (const content of [full, allowedChange(place)]) {
          if (content === undefined) continue;
          for (const toPath of [beside, named, own]) {
            const target = (person: Person) => toPath(path, PEOPLE[person].uid);
            const created = await whoMay(
              (person) => setDoc(at(person, target(person)), content, { merge: true }),
              EVERYBODY.filter((person) => target(person) !== path),
            );
            assert.deepEqual(created, [], toPath.name);
          }
        }
      });
      it('replace and delete', async () => {
        const full = { ...forClient(fields), nobody_knows: true };
        for (const content of [{}, full]) {
          assert.deepEqual(await whoMay((person) => setDoc(at(person, path), content)), []);
        }
        assert.deepEqual(await whoMay((person) => deleteDoc(at(person, path))), []);
      });
      for (const field of [...Object.keys(fields), 'nobody_knows']) {
        it(`update ${field}`, () => updates(place, field));
      }
    });
  }

  /** One field alone, and beside what may be changed. */
  async function updates(place: Place, field: string): Promise<void> {
    const { path, fields, update } = place;
    const allowed = update?.[field];
    if (allowed !== undefined) {
      // It stays changed, so that what follows is a change as well.
      const change = { [field]: allowed.to };
      const changed = await whoMay((person) => updateDoc(at(person, path), change));
      assert.deepEqual(changed, allowed.by);
    }
    const besides = allowed === undefined ? allowedChange(place) : undefined;
    for (const [index, change] of changesOf(place, field).entries()) {
      // Everybody once, then whoever is nearest in every way there is.
      const people = index === 0 ? EVERYBODY : NEAREST;
      const changed = await whoMay((person) => updateDoc(at(person, path), change), people);
      assert.deepEqual(changed, [], JSON.stringify(change));
      if (besides === undefined) continue;
      const both = { ...besides, ...change };
      const changed_both = await whoMay((person) => updateDoc(at(person, path), both), people);
      assert.deepEqual(changed_both, [], `${JSON.stringify(change)} beside what is allowed`);
    }
    if (update !== undefined) await world.put(path, fields);
  }

  describe('all that may be changed in a document may be at once', () => {
    for (const place of PLACES.filter(({ update }) => update !== undefined)) {
      it(place.name, async () => {
        const change = allowedChange(place) ?? {};
        for (const time of ['the first time', 'again']) {
          const changed = await whoMay((person) => updateDoc(at(person, place.path), change));
          assert.deepEqual(changed, place.get, time);
        }
      });
    }
  });

  describe('queries of apps, and of others', () => {
    for (const { name, make, by } of LISTINGS) {
      it(name, async () => {
        const query = (person: Person) => make(world.as(person), PEOPLE[person].uid);
        assert.deepEqual(await whoMay((person) => getDocs(query(person))), by);
        assert.deepEqual(await whoMay((person) => getCountFromServer(query(person))), by);
      });
    }
    for (const id of new Set(PLACES.map(({ path }) => path.split('/').at(-2) ?? ''))) {
      it(`all collections ${id} at once: nobody`, async () => {
        const group = (person: Person) => collectionGroup(world.as(person), id);
        assert.deepEqual(await whoMay((person) => getDocs(group(person))), []);
      });
    }
  });

  describe('a new message', () => {
    const write = (person: Person, chat_id: string, fields: object = {}, id = newMessageId()) => {
      const message = { type: 'TEXT', text: 'x', created: serverTimestamp(), ...fields };
      const from = { from_user: PEOPLE[person].uid, ...message };
      const given = Object.entries(from).filter(([, value]) => value !== undefined);
      return setDoc(at(person, `chats/${chat_id}/messages/${id}`), Object.fromEntries(given));
    };

    for (const { name, hours, within } of hoursOfRules()) {
      it(`${within ? '' : 'not '}within active hours: ${name}`, async () => {
        await world.put('config/client', { active_hours: hours });
        const some: Person[] = [...NEAREST, 'admin'];
        const written = await whoMay((person) => write(person, DIRECT), some);
        assert.deepEqual(written, within ? NEAREST : []);
        const by_admin = await whoMay((person) => write(person, ADMINS), some);
        assert.deepEqual(by_admin, within ? ['owner', 'admin'] : ['admin']);
      });
    }
    it('of everything, by the hours that rules look at last', async () => {
      const { hours } = hoursOfRules().find(({ name }) => name === 'the 3. of three') ?? {};
      await world.put('config/client', { active_hours: hours });
      const all = await whoMay((person) => write(person, DIRECT, EVERYTHING), ['owner']);
      assert.deepEqual(all, ['owner']);
    });
    it('at any time where no hours were ever set, or there is no configuration', async () => {
      await world.put('config/client', { features: {} });
      assert.deepEqual(await whoMay((person) => write(person, DIRECT)), NEAREST);
      await world.remove('config/client');
      assert.deepEqual(await whoMay((person) => write(person, DIRECT)), NEAREST);
    });

    for (const { id, send } of CHATS) {
      it(`in ${id}`, async () => {
        assert.deepEqual(await whoMay((person) => write(person, id)), send);
        assert.deepEqual(await whoMay((person) => write(person, id, EVERYTHING)), send);
      });
      it(`in ${id} in the name of another`, async () => {
        for (const from_user of ['owner', 'stranger', null, undefined]) {
          const written = await whoMay((person) => write(person, id, { from_user }));
          assert.deepEqual(
            written,
            send.filter((person) => PEOPLE[person].uid === from_user),
          );
        }
      });
    }
    for (const [name, created] of [
      ['in the past', new Date(Date.now() - 60_000)],
      ['in the future', new Date(Date.now() + 60_000)],
      ['as text', '2026-01-01T00:00:00Z'],
      ['never', undefined],
    ] as const) {
      it(`not created ${name}`, async () => {
        assert.deepEqual(await whoMay((person) => write(person, DIRECT, { created })), []);
      });
    }
    for (const id of [
      'A'.repeat(19),
      'A'.repeat(21),
      `${'A'.repeat(19)}-`,
      `${'A'.repeat(20)}\n`,
    ]) {
      it(`not under the id ${JSON.stringify(id)}`, async () => {
        assert.deepEqual(await whoMay((person) => write(person, DIRECT, {}, id)), []);
      });
    }
    it('not over one that is there', async () => {
      assert.deepEqual(await whoMay((person) => write(person, DIRECT, {}, NEW)), []);
    });
    for (const field of Object.keys(PLACES.find(({ path }) => path.endsWith(NEW))?.fields ?? {})) {
      if (SENT.includes(field)) continue;
      it(`not with ${field}, which is for functions`, async () => {
        for (const value of [null, 1, true, 'x', [], {}]) {
          const fields = { [field]: value };
          assert.deepEqual(await whoMay((person) => write(person, DIRECT, fields), NEAREST), []);
        }
      });
    }
    for (const { name, fields, allowed } of MESSAGE_CASES) {
      it(`${name}: ${allowed ? 'allowed' : 'refused'}`, async () => {
        const written = await whoMay((person) => write(person, DIRECT, fields), NEAREST);
        assert.deepEqual(written, allowed ? NEAREST : []);
      });
    }
  });

  describe('a token that is none of a session', () => {
    for (const { name, token } of REFUSED_TOKENS) {
      it(`a token ${name} opens nothing but what anybody may read`, async () => {
        const firestore = world.withToken('owner', token);
        const read = await Promise.all(
          PLACES.map(async (place) =>
            (await isAllowed(getDoc(doc(firestore, place.path)))) ? [place] : [],
          ),
        );
        const of_anybody = PLACES.filter(({ get }) => get?.length === EVERYBODY.length);
        assert.deepEqual(read.flat(), of_anybody);
      });
    }
  });

  describe('the rules themselves', () => {
    it('were evaluated in every expression, and every condition both ways', async function () {
      // The emulator's report has every value of every expression: some 300 MB.
      this.timeout(90_000);
      const { expressions, conditions, unreached, one_sided } = await readCoverage(world.projectId);
      process.stdout.write(
        `      ${expressions - unreached.length} of ${expressions} expressions evaluated, ` +
          `${conditions - one_sided.length} of ${conditions} conditions both ways\n`,
      );
      assert.deepEqual(unreached, []);
      assert.deepEqual(one_sided, []);
    });
  });
});
