import assert from 'node:assert/strict';

import { ParleyError } from '../../kernel/errors.ts';
import { MAX_EMOJI, MAX_EMOJI_OF_USER, MAX_REACTIONS, react, type Reactions } from './reactions.ts';

describe('reactions of a message', () => {
  const full = (error: unknown) =>
    error instanceof ParleyError && error.reason === 'REACTIONS_FULL';
  const users = (count: number) => Array.from({ length: count }, (_, index) => `u${index}`);
  const emojis = (count: number): Reactions =>
    Object.fromEntries(users(count).map((name) => [name, ['a']]));

  for (const [what, before, on, after] of [
    ['the first', {}, true, ['me']],
    ['one more', { '👍': ['a'] }, true, ['a', 'me']],
    ['another of the same user', { '❤️': ['me'] }, true, ['me']],
    ['one given already', { '👍': ['me', 'a'] }, true, undefined],
    ['one taken back', { '👍': ['a', 'me', 'b'] }, false, ['a', 'b']],
    ['the last taken back', { '👍': ['me'] }, false, []],
    ['one that was never given, taken back', { '👍': ['a'] }, false, undefined],
  ] as [string, Reactions, boolean, string[] | undefined][]) {
    it(`${what}`, () => assert.deepEqual(react(before, 'me', '👍', on), after));
  }

  it(`are of ${MAX_EMOJI} emoji at most; those that are there stay open`, () => {
    const others = emojis(MAX_EMOJI - 1);
    assert.deepEqual(react(others, 'me', '👍', true), ['me']);
    const all = { ...others, '👍': ['a'] };
    assert.throws(() => react(all, 'me', '❤️', true), full);
    assert.deepEqual(react(all, 'me', '👍', true), ['a', 'me']);
    assert.deepEqual(react(all, 'a', '👍', false), []);
  });

  it(`are of ${MAX_EMOJI_OF_USER} emoji at most for one user, who leaves the others room`, () => {
    const one_less = emojis(MAX_EMOJI_OF_USER - 1);
    assert.deepEqual(react(one_less, 'a', '👍', true), ['a']);
    const own = { ...one_less, '👍': ['a'] };
    assert.throws(() => react({ ...own, '❤️': ['b'] }, 'a', '❤️', true), full);
    assert.deepEqual(react(own, 'b', '❤️', true), ['b']);
    assert.deepEqual(react(own, 'a', '👍', false), []);
  });

  it(`are ${MAX_REACTIONS} at most`, () => {
    const most = { '👍': users(MAX_REACTIONS - 1) };
    assert.equal(react(most, 'me', '👍', true)?.length, MAX_REACTIONS);
    assert.throws(() => react({ '👍': users(MAX_REACTIONS) }, 'me', '👍', true), full);
    assert.throws(() => react({ '👍': users(MAX_REACTIONS) }, 'me', '❤️', true), full);
  });
});
