import assert from 'node:assert/strict';

import { termsOf } from './terms.ts';

const named = (username: string, display_name = '', first_name = '', last_name = '') =>
  termsOf({ username, display_name, first_name, last_name }).toSorted();

describe('the terms of a user', () => {
  it('are the beginnings of his names’ words, each once', () => {
    assert.deepEqual(named('abc', 'Zoë Li', 'Zoë', 'Léa'), [
      'w:l',
      'w:le',
      'w:lea',
      'w:li',
      'w:z',
      'w:zo',
      'w:zoe',
    ]);
  });

  it('are the parts of his username that are not its beginning, from three characters on', () => {
    assert.deepEqual(named('abcde'), ['i:bcd', 'i:bcde', 'i:cde']);
    assert.deepEqual(named('abc'), []);
  });

  it('hold no half of a character', () => {
    assert.deepEqual(named('abc', '𝒜😀𠀀b'), ['w:a', 'w:𠀀', 'w:𠀀b']);
  });

  it('fit into a document, whatever the names fold to', () => {
    for (const letter of ['㌀', 'ﷺ', '㍿']) {
      const name = (other: string) => `${other}${letter.repeat(99)}`;
      const terms = named('abc', name('a'), name('b'), name('c'));
      assert.ok(Buffer.byteLength(terms.join('')) < 100_000);
    }
  });

  it('are bounded at their longest', () => {
    const words = (letter: string) =>
      Array.from({ length: 10 }, (_, index) => `${letter}${index}bcdefgh`).join(' ');
    const username = 'abcdefghijklmnopqrstuvwxyz0123';
    assert.ok(
      termsOf({ username, display_name: words('x'), first_name: words('y'), last_name: words('z') })
        .length <= 700,
    );
  });
});
