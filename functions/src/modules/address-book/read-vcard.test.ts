import assert from 'node:assert/strict';

import { ParleyError } from '../../kernel/errors.ts';
import { MAX_ENTRIES } from './entry.ts';
import { readVcard } from './read-vcard.ts';

const lines = (...text: string[]) => text.join('\r\n');
const refusedAt = (field: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError);
  assert.equal(error.reason, 'FIELDS_INVALID');
  assert.equal(error.fields[0]?.field, field);
  return true;
};

describe('a vCard file', () => {
  it('of Android, version 2.1, is read by its lines', async () => {
    const file = lines(
      'BEGIN:VCARD',
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=4D=C3=BC=6C;=41=\r\n=42;;;',
      'TEL;CELL;PREF:+491701234567',
      'TEL;HOME:030 123456',
      'EMAIL;X-INTERNET:a@example.com',
      'END:VCARD',
    );
    assert.deepEqual(await readVcard(file), {
      given: [
        { line: 5, field: 'phone', text: '+491701234567' },
        { line: 6, field: 'phone', text: '030 123456' },
        { line: 7, field: 'email', text: 'a@example.com' },
      ],
      invalid: [],
    });
  });

  it('of an iPhone, version 3.0, with groups, a folded photo and plain line ends', async () => {
    const file = [
      '\uFEFFBEGIN:VCARD',
      'VERSION:3.0',
      'N:Doe;John;;;',
      'item1.TEL;type=CELL;type=VOICE;type=pref:+1 (202) 555-0100',
      'item1.X-ABLabel:_$!<Mobile>!$_',
      'PHOTO;ENCODING=b;TYPE=JPEG:AAAA',
      ' TEL:BBBB',
      'EMAIL;type=INTERNET;type=HOME:x@exam',
      ' ple.com',
      'END:VCARD',
      'BEGIN:VCARD',
      'VERSION:3.0',
      'TEL:',
      'TEL;VALUE=uri:tel:+1-202-555-0101',
      'END:VCARD',
    ].join('\n');
    assert.deepEqual((await readVcard(file)).given, [
      { line: 4, field: 'phone', text: '+1 (202) 555-0100' },
      { line: 8, field: 'email', text: 'x@example.com' },
      { line: 14, field: 'phone', text: 'tel:+1-202-555-0101' },
    ]);
  });

  it('of version 2.1 may have quoted-printable values, over several lines', async () => {
    const file = lines(
      'BEGIN:VCARD',
      'VERSION:2.1',
      'NOTE;ENCODING=QUOTED-PRINTABLE:his old number=',
      'TEL:030 999',
      'TEL;CELL;ENCODING=QUOTED-PRINTABLE:=2B49=20170=',
      '=31234567',
      'EMAIL;INTERNET;QUOTED-PRINTABLE;CHARSET=UTF-8:ada=40ex=C3=A4mple.com',
      'TEL;WORK;ENCODING=QUOTED-PRINTABLE:=20',
      'TEL;HOME:=2B49',
      'END:VCARD',
    );
    assert.deepEqual((await readVcard(file)).given, [
      { line: 5, field: 'phone', text: '+49 1701234567' },
      { line: 7, field: 'email', text: 'ada@exämple.com' },
      { line: 9, field: 'phone', text: '=2B49' },
    ]);
  });

  it('of version 4.0, with a colon within a parameter', async () => {
    const file = lines(
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:J',
      'TEL;VALUE=uri;PREF=1;TYPE="voice,home";LABEL="a:b":tel:+1-202-555-0100;ext=5',
      'EMAIL;TYPE=work:j@example.com',
      'END:VCARD',
    );
    const { given } = await readVcard(file);
    assert.deepEqual(
      given.map(({ text }) => text),
      ['tel:+1-202-555-0100;ext=5', 'j@example.com'],
    );
  });

  it('keeps a line that cannot be read from spoiling the others, and does not say what it was', async () => {
    const file = lines('BEGIN:VCARD', 'VERSION:4.0', 'TEL;+12025550100', 'TEL:1', 'nothing');
    const { given, invalid } = await readVcard(file);
    assert.deepEqual(invalid, [
      { line: 3, field: 'phone', message: 'cannot be read' },
      { line: 5, field: 'line', message: 'is no property of a card' },
      { line: 1, field: 'line', message: 'begins a card that does not end' },
    ]);
    assert.deepEqual(given, [{ line: 4, field: 'phone', text: '1' }]);
  });

  it('tells of what belongs to no card, is nothing of one, or does not end', async () => {
    const file = lines(
      ...['before', 'and more', '', 'BEGIN:VCARD', 'TEL:1', 'END:VCARD', ''],
      ...['between', 'TEL:2', 'END:VCARD', 'BEGIN:VCARD', 'no property', 'nor this', 'TEL:3'],
      ...['again none', 'BEGIN:VCARD', 'TEL:4', 'item1.X-ABLabel;X="a:b":x', 'NOTE:', ' folded'],
      ...['', '  ', 'END:VCARD ', ''],
    );
    const { given, invalid } = await readVcard(file);
    assert.deepEqual(
      given.map(({ line, text }) => [line, text]),
      [
        [5, '1'],
        [14, '3'],
        [17, '4'],
      ],
    );
    assert.deepEqual(
      invalid.map(({ line, field, message }) => [line, field, message]),
      [
        [1, 'line', 'is outside of a card'],
        [8, 'line', 'is outside of a card'],
        [12, 'line', 'is no property of a card'],
        [15, 'line', 'is no property of a card'],
        [11, 'line', 'begins a card that does not end'],
      ],
    );
  });

  it('may be UTF-16, as its byte order mark says', async () => {
    const file = '\uFEFFBEGIN:VCARD\r\nFN:\u4E0A\r\nTEL:+12025550100\r\nEND:VCARD\r\n';
    const { given, invalid } = await readVcard(Buffer.from(file, 'utf16le').toString('utf8'));
    assert.deepEqual(given, [{ line: 3, field: 'phone', text: '+12025550100' }]);
    assert.deepEqual(invalid, []);
  });

  for (const text of ['', 'name,phone', 'TEL:+12025550100']) {
    it(`is not "${text}"`, () => assert.rejects(readVcard(text), refusedAt('vcard')));
  }

  it('has at most 10,000 cards', async () => {
    const cards = (count: number) => 'BEGIN:VCARD\nTEL:1\nEND:VCARD\n'.repeat(count);
    assert.equal((await readVcard(cards(MAX_ENTRIES))).given.length, MAX_ENTRIES);
    await assert.rejects(readVcard(cards(MAX_ENTRIES + 1)), refusedAt('vcard'));
  });
});
