import assert from 'node:assert/strict';

import {
  anonymous,
  idsInIndexes,
  openedInCode,
  pathsInDocs,
  pathsInRules,
} from './matrix/known-collections.ts';
import { PLACES } from './matrix/places.ts';

/** A collection that is anywhere and not in the matrix is one whose rules nobody has tried. */
describe('the matrix of rules has every collection', () => {
  const paths = new Set(PLACES.map(({ name }) => anonymous(name)));
  const ids = new Set(PLACES.map(({ path }) => path.split('/').at(-2) ?? ''));

  const missing = (found: string[], known: Set<string>) => found.filter((one) => !known.has(one));

  it('that a rule matches', async () => {
    const found = await pathsInRules();
    assert.deepEqual(found.slice(0, 3), [
      'users/{}',
      'users/{}/private/account',
      'users/{}/devices/{}',
    ]);
    assert.deepEqual(missing(found, paths), []);
  });

  it('that the docs name as ours', async () => {
    const found = await pathsInDocs();
    assert.ok(found.includes('sessions/{}'), 'the table is found');
    assert.deepEqual(missing(found, paths), []);
  });

  it('that has an index, an exemption or an expiry', async () => {
    const found = await idsInIndexes();
    assert.ok(found.includes('sessions'));
    assert.deepEqual(missing(found, ids), []);
  });

  it('that the code reads or writes', async () => {
    const opened = await openedInCode();
    assert.ok(opened.some(({ ids: named }) => named?.includes('edits')));
    for (const { where, ids: named } of opened) {
      assert.ok(named, `${where} can be read without running it`);
      assert.deepEqual(missing(named, ids), [], where);
    }
  });
});
