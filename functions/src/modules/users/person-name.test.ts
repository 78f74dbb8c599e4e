import assert from 'node:assert/strict';

import { fittingName, personName } from './person-name.ts';

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
  ];
  for (const [what, name, fitting] of CASES) {
    it(what, () => {
      assert.equal(fittingName(name), fitting);
      assert.ok(fitting === '' || personName.safeParse(fitting).success);
    });
  }
});
