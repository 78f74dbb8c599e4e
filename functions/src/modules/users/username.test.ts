import assert from 'node:assert/strict';

import { username, USERNAME_PATTERN, usernameCandidates } from './username.ts';

const random = { id: () => 'ABCDEFGHIJKLMNOPQRST', secret: () => '', digits: () => '' };

describe('a username', () => {
  for (const name of ['ada', 'Ada.L_1', '_a_', '..1', '1__', '__a', '123', 'a'.repeat(30)]) {
    it(`may be ${name}`, () => assert.equal(username.parse(name), name.toLowerCase()));
  }
  for (const name of ['ab', 'a'.repeat(31), 'a b', 'zoë', '__a__', '...', '___', '_._', '._.._.']) {
    it(`is not ${name}`, () => {
      const { error } = username.safeParse(name);
      assert.match(error?.issues[0]?.message ?? '', /one at least a letter or digit$/);
    });
  }
});

describe('generated usernames', () => {
  const cases: [name: string, wished: string][] = [
    ['Ada Lovelace', 'ada_lovelace'],
    ['  Zoë   Müller ', 'zoe_muller'],
    ['O’Brien-Smith', 'o_brien_smith'],
    ['A very long name indeed, much too long', 'a_very_long_name_ind'],
    ['Nineteen chars name x', 'nineteen_chars_name'],
    ['', 'user_abcdefghi'],
    ['___', 'user_abcdefghi'],
    ['. . .', 'user_abcdefghi'],
    ['李', 'user_abcdefghi'],
    ['Al', 'user_abcdefghi'],
    ['Admin', 'admin_abcdefghi'],
  ];
  for (const [name, wished] of cases) {
    it(`of "${name}" is ${wished}`, () => {
      const candidates = usernameCandidates(name, false, random);
      assert.equal(candidates[0], wished);
      for (const candidate of candidates) assert.match(candidate, USERNAME_PATTERN);
      assert.ok(candidates[1].endsWith('_abcdefghi'));
    });
  }

  it('of an admin may be a reserved one', () => {
    assert.equal(usernameCandidates('Admin', true, random)[0], 'admin');
  });
});
