import assert from 'node:assert/strict';

import { usernameCandidates } from './username.ts';

const random = { id: () => 'ABCDEFGHIJKLMNOPQRST', secret: () => '', digits: () => '' };
const VALID = /^[a-z0-9_.]{3,30}$/;

describe('generated usernames', () => {
  const cases: [name: string, wished: string][] = [
    ['Ada Lovelace', 'ada_lovelace'],
    ['  Zoë   Müller ', 'zoe_muller'],
    ['O’Brien-Smith', 'o_brien_smith'],
    ['A very long name indeed, much too long', 'a_very_long_name_ind'],
    ['Nineteen chars name x', 'nineteen_chars_name'],
    ['', 'user_abcdefghi'],
    ['李', 'user_abcdefghi'],
    ['Al', 'user_abcdefghi'],
    ['Admin', 'admin_abcdefghi'],
  ];
  for (const [name, wished] of cases) {
    it(`of "${name}" is ${wished}`, () => {
      const candidates = usernameCandidates(name, false, random);
      assert.equal(candidates[0], wished);
      for (const candidate of candidates) assert.match(candidate, VALID);
      assert.ok(candidates[1].endsWith('_abcdefghi'));
    });
  }

  it('of an admin may be a reserved one', () => {
    assert.equal(usernameCandidates('Admin', true, random)[0], 'admin');
  });
});
