import assert from 'node:assert/strict';

import { nameWords, termsOf } from './terms.ts';

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

  it('are those of words without their apostrophes and hyphens as well', () => {
    const whole = ['w:j', 'w:ji', 'w:jil', 'w:jilu', 'w:l', 'w:lu'];
    assert.deepEqual(named('abc', 'Ji-Lu', 'Ji', 'Lu'), whole);
    const added = (name: string) =>
      named('abc', name).length - named('abc', name.replace(/\W/g, ' ')).length;
    assert.deepEqual([added("O'Brien"), added("O'Brien-Smith"), added('Smith-Jones')], [5, 15, 5]);
  });

  it('are those of plain words only where these are many', () => {
    const many = (words: string) => ({
      ...{ username: 'abc', display_name: words, first_name: words.toUpperCase() },
      last_name: "O'Brien",
    });
    const few = 'abcdefghi jklmnopqr stuvwxyz';
    assert.ok(nameWords(many(few)).includes('obrien'));
    const long = Array.from({ length: 10 }, (_, index) => `${index}${'x'.repeat(31)}`).join(' ');
    const words = nameWords(many(long));
    assert.ok(!words.includes('obrien') && words.includes('brien'));
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
    for (const mark of [' ', "'", '-']) {
      for (const joined of [words, (letter: string) => `${letter}-`.repeat(50).slice(0, 100)]) {
        const name = (letter: string) => joined(letter).replaceAll(/[ -]/g, mark);
        const names = { display_name: name('x'), first_name: name('y'), last_name: name('z') };
        assert.ok(termsOf({ username, ...names }).length <= 700);
      }
    }
    const apart = Array.from({ length: 25 }, (_, index) => `${String.fromCharCode(97 + index)}-ab`);
    const hyphens = { display_name: apart.join(' '), first_name: apart.join('-'), last_name: '' };
    assert.ok(termsOf({ username, ...hyphens }).length <= 700);
  });
});
