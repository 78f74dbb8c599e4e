import assert from 'node:assert/strict';

import { isHttpsAddress } from './https-address.ts';

describe('an https address', () => {
  const CASES: [text: string, is: boolean][] = [
    ['https://example.com/a.jpg', true],
    ['https://example.com/@ada/a.jpg?of=a@b', true],
    ['https://example.com:8443/', true],
    ['https://user:secret@example.com/a.jpg', false],
    ['https://user@example.com/a.jpg', false],
    ['https://:secret@example.com/a.jpg', false],
    ['https:///user:secret@example.com/a.jpg', false],
    ['https://\\user:secret@example.com/a.jpg', false],
    ['http://example.com/a.jpg', false],
    ['https://', false],
    ['https://example.com/a b', false],
    ['https://[', false],
  ];
  for (const [text, is] of CASES) {
    it(`${is ? 'is' : 'is not'} ${text}`, () => assert.equal(isHttpsAddress(text), is));
  }
});
