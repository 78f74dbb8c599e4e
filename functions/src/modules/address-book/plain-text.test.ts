import assert from 'node:assert/strict';

import { plainText } from './plain-text.ts';

const TEXT = 'N:M\u00FCller \u4E0A\u6D77 \u0A17\r\nTEL:+49 30\r\n';
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('a file of an address book', () => {
  it('is the text that it is, without a byte order mark', () => {
    for (const text of [TEXT, `\uFEFF${TEXT}`]) assert.equal(plainText(text), TEXT);
  });

  for (const [name, bytes] of [
    ['little-endian', utf16(TEXT)],
    ['big-endian', utf16(TEXT).swap16()],
  ] as const) {
    it(`in UTF-16, ${name}, that was taken for Latin-1 is read as it is`, () =>
      assert.equal(plainText(bytes.toString('latin1')), TEXT));

    it(`in UTF-16, ${name}, that was taken for UTF-8 is read without what is not ASCII`, () => {
      const lines = plainText(bytes.toString('utf8')).split('\r\n');
      assert.match(lines[0] ?? '', /^N:M.?ller/);
      assert.ok(!lines[0]?.includes('\n'));
      assert.deepEqual(lines.slice(1), ['TEL:+49 30', '']);
    });
  }

  it('that begins with letters like a mark is left alone', () => {
    assert.equal(plainText('\u00FF\u00FEx'), '\u00FF\u00FEx');
    assert.equal(plainText('\uFFFD\uFFFDx'), '\uFFFD\uFFFDx');
  });
});
