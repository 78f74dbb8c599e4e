import assert from 'node:assert/strict';

import { commonPasswords } from './common-passwords.ts';
import { isEasyToGuess, MAX_PASSWORD } from './policy.ts';

describe('a password is easy to guess', () => {
  const account = {
    email: 'Ada.Lovelace@example.com',
    username: 'ada_lovelace',
    words: ['acme-chat'],
  };
  const CASES: [password: string, easy: boolean, why: string][] = [
    ['password1', true, 'common'],
    ['PassWord1', true, 'common in any case'],
    ['ＰａｓｓＷｏｒｄ１', true, 'common in any width'],
    ['iloveyou2', true, 'common'],
    ['Password1!', true, 'common with something behind it'],
    ['password2026', true, 'common with a year'],
    ['...dragon99', true, 'common with something around it'],
    ['monkey123456789', true, 'common with a row behind it'],
    ['monkey!!!!!!!!!', true, 'common with one sign again and again'],
    ['P@$$w0rd', true, 'common with signs for letters'],
    ['Dr4g0n2024', true, 'common with signs for letters, and a year'],
    ['aardvark', true, 'a word of a dictionary'],
    ['Aardvark7!', true, 'a word of a dictionary with something behind it'],
    ['zzzzzzzzzzzz', true, 'one character'],
    ['kkkkkkkkjjjj', true, 'two characters'],
    ['abcdefgh', true, 'the alphabet'],
    ['ZYXWVUTS', true, 'the alphabet backwards'],
    ['987654321', true, 'a row downwards'],
    ['0987654321', true, 'a row of the keyboard'],
    ['1234-5678', true, 'a row with a sign in it'],
    ['abcd1234', true, 'two rows'],
    ['aaa111zzz', true, 'three rows'],
    ['abcdefgh1!', true, 'a row and hardly more'],
    ['qwertyuiop', true, 'a row of the keyboard'],
    ['LKJHGFDSA', true, 'a row of the keyboard backwards'],
    ['azertyuiop', true, 'a row of a French keyboard'],
    ['йцукенгшщ', true, 'a row of a Russian keyboard'],
    ['!@#$%^&*(', true, 'the signs above the digits'],
    ['x9kx9kx9k', true, 'one piece again and again'],
    ['tulipXtulipX', true, 'a short piece twice'],
    ['parley12', true, 'the service'],
    ['Parley2026!', true, 'the service with a year'],
    ['p4rl3y99', true, 'the service with signs for letters'],
    ['yelrap123', true, 'the service backwards'],
    ['parleyparley', true, 'the service twice'],
    ['parley-password', true, 'the service and a common one'],
    ['acmechat1', true, 'another word of here'],
    ['ada_lovelace', true, 'the username'],
    ['ADA_lovelace', true, 'the username in any case'],
    ['adalovelace1815', true, 'the username with a year'],
    ['ecalevol1815', true, 'a part of the username backwards'],
    ['lovelace.ada', true, 'its parts in another order'],
    ['ada.lovelace@example.com', true, 'the address'],
    ['Ada.Lovelace', true, 'the mailbox'],
    ['example.com', true, 'the domain'],
    ['example!99', true, 'a part of the domain'],

    ['correct horse', false, 'words are fine'],
    ['correct horse battery staple', false, 'more words are better'],
    ['horse battery 1234', false, 'words with digits'],
    ['my dog eats 12345 shoes', false, 'a row among words'],
    ['qwerty is no password', false, 'common ones among words'],
    ['zebra-quartz-77', false, 'two words with signs'],
    ['sunsetlisbon', false, 'two words in one'],
    ['ofcoursehorse', false, 'three words in one'],
    ['qkzvwmtb', false, 'no digits or capitals are needed'],
    ['73829164', false, 'nor letters'],
    ['$%&/=?+~#-', false, 'nor either'],
    ['kT9$vq2L', false, 'few, but any'],
    ['abcxkq9w', false, 'a short row and more'],
    ['dragon48291736', false, 'a word with many digits of no order'],
    ['пароль-бегемота', false, 'any script'],
    ['我们的猫喜欢睡觉', false, 'any script'],
    ['ada_lovelace is my name', false, 'more than the name'],
    ['parley is what pirates do', false, 'more than the service'],
    ['adamant ladder', false, 'a name within words'],
    ['tulip field tulip field', false, 'long pieces twice'],
  ];
  for (const [password, easy, why] of CASES) {
    it(`${password}: ${easy ? 'yes' : 'no'}, ${why}`, async () => {
      assert.equal(isEasyToGuess(password, account, await commonPasswords()), easy);
    });
  }

  it('is said of the longest at once', async () => {
    const common = await commonPasswords();
    const start = performance.now();
    for (const piece of ['a', 'ab', 'abcdefghijk', 'xq1!', 'ada']) {
      isEasyToGuess(piece.repeat(MAX_PASSWORD).slice(0, MAX_PASSWORD), account, common);
    }
    assert.ok(performance.now() - start < 1000);
  });
});
