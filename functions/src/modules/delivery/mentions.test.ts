import assert from 'node:assert/strict';

import { mentions } from './mentions.ts';

describe('a mention of anna', () => {
  const CASES: [text: string | undefined, mentioned: boolean][] = [
    ['@anna', true],
    ['hi @anna!', true],
    ['(@anna)', true],
    ['@ANNA, come', true],
    ['ask @anna.', true],
    ['ask @anna...', true],
    ['@bob @anna', true],
    ['é@anna', true],
    ['@@anna', true],
    ['@anna’s turn', true],
    ['anna', false],
    ['@ anna', false],
    ['@annabel', false],
    ['@anna_b', false],
    ['@anna.b', false],
    ['@anna2', false],
    ['@_anna', false],
    ['mail me: x@anna', false],
    ['mail me: x.@anna', false],
    ['', false],
    [undefined, false],
  ];
  for (const [text, mentioned] of CASES) {
    it(`is ${mentioned ? '' : 'not '}in "${text ?? 'no text'}"`, () => {
      assert.equal(mentions(text, 'anna'), mentioned);
    });
  }
  it('is found of a name that ends with a dot', () => {
    assert.equal(mentions('@anna. is here', 'anna.'), true);
    assert.equal(mentions('@anna is here', 'anna.'), false);
  });
  it('of somebody without a name is none', () => {
    assert.equal(mentions('@', ''), false);
    assert.equal(mentions('@anna', undefined), false);
  });
});
