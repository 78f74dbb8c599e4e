import assert from 'node:assert/strict';

import { emojiOf } from './emoji.ts';

describe('an emoji', () => {
  for (const emoji of ['👍', '👍🏽', '❤️', '🇩🇪', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '1️⃣', '🏳️‍🌈', '©️', '🫡']) {
    it(`is ${emoji}`, () => assert.equal(emojiOf(emoji), emoji));
  }
  for (const [text, emoji] of [
    ['\u2764', '\u2764\uFE0F'],
    ['\u263A', '\u263A\uFE0F'],
  ] as const) {
    it(`is ${text}, spelled as others spell it`, () => assert.equal(emojiOf(text), emoji));
  }
  for (const [what, text] of [
    ['nothing', ''],
    ['a letter', 'a'],
    ['a digit', '1'],
    ['two of them', '👍👍'],
    ['one and a space', '👍 '],
    ['a word', ':thumbsup:'],
    ['half a character', '\ud83d'],
    ['a joiner alone', '\u200d'],
    ['a path', 'a.b'],
    ['one and a line end', '👍\n'],
    ['a flag of nowhere', '🇽🇽'],
  ] as const) {
    it(`is not ${what}`, () => assert.equal(emojiOf(text), undefined));
  }
});
