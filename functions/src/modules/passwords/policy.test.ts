import assert from 'node:assert/strict';

import { commonPasswords } from './common-passwords.ts';
import { isEasyToGuess } from './policy.ts';

describe('a password is easy to guess', () => {
  const account = { email: 'Ada.Lovelace@example.com', username: 'ada_lovelace' };
  const CASES: [password: string, easy: boolean, why: string][] = [
    ['password1', true, 'common'],
    ['PassWord1', true, 'common in any case'],
    ['iloveyou2', true, 'common'],
    ['zzzzzzzzzzzz', true, 'one character'],
    ['ada_lovelace', true, 'the username'],
    ['ADA_lovelace', true, 'the username in any case'],
    ['ada.lovelace@example.com', true, 'the address'],
    ['Ada.Lovelace', true, 'the mailbox'],
    ['example.com', true, 'the domain'],
    ['correct horse', false, 'words are fine'],
    ['qkzvwmtb', false, 'no digits or capitals are needed'],
    ['пароль-бегемота', false, 'any script'],
    ['ada_lovelace is my name', false, 'more than the name'],
  ];
  for (const [password, easy, why] of CASES) {
    it(`${password}: ${easy ? 'yes' : 'no'}, ${why}`, async () => {
      assert.equal(isEasyToGuess(password, account, await commonPasswords()), easy);
    });
  }
});
