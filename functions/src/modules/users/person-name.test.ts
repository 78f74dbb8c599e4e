import assert from 'node:assert/strict';

import { fittingName, personName, personNameOrNone } from './person-name.ts';

describe('a name from elsewhere', () => {
  const CASES: [what: string, name: string, fitting: string][] = [
    ['stays', 'Ada King', 'Ada King'],
    ['stays, beyond ASCII', 'あだ 😀', 'あだ 😀'],
    ['loses space around it', '  Ada\n', 'Ada'],
    ['is made well-formed', 'a\ud800b', 'a\ufffdb'],
    ['is cut', 'x'.repeat(5000), 'x'.repeat(100)],
    ['is not cut within a character', `${'x'.repeat(99)}😀y`, 'x'.repeat(99)],
    ['does not end in space', `${'x'.repeat(98)} 😀y`, 'x'.repeat(98)],
    ['may be empty', ' ', ''],
    ['is one line without control characters', 'Ada\nKing\u202e\0', 'Ada King'],
    ['is empty where there is nothing to see', '\u200b\u202e', ''],
  ];
  for (const [what, name, fitting] of CASES) {
    it(what, () => {
      assert.equal(fittingName(name), fitting);
      assert.ok(fitting === '' || personName.safeParse(fitting).success);
    });
  }
});

describe('a name as it is given', () => {
  for (const name of ['Ada King', "d'Arc", 'あだ 😀', 'عدا', '👩‍🚀']) {
    it(`may be ${name}`, () => assert.ok(personName.safeParse(name).success));
  }
  const refused = [
    ' ',
    '\t',
    '\u200b',
    '\u00a0 ',
    'a\nb',
    'a\0',
    '\u202eadA',
    'a\u2066b',
    'a\u2028b',
  ];
  for (const name of refused) {
    it(`is not ${JSON.stringify(name)}, nor where there may be none`, () => {
      assert.ok(!personName.safeParse(name).success);
      assert.ok(!personNameOrNone.safeParse(name).success);
    });
  }
  it('is empty only where there may be none', () => {
    assert.ok(personNameOrNone.safeParse('').success);
    assert.ok(!personName.safeParse('').success);
  });
});
