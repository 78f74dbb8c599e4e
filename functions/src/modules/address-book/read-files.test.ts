import assert from 'node:assert/strict';

import { ParleyError } from '../../kernel/errors.ts';
import { MAX_ENTRIES } from './entry.ts';
import { readCsv } from './read-csv.ts';
import { readList } from './read-list.ts';
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
    assert.deepEqual(invalid, [{ line: 3, field: 'phone', message: 'cannot be read' }]);
    assert.deepEqual(given, [{ line: 4, field: 'phone', text: '1' }]);
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

describe('a CSV file', () => {
  it("of Google's contacts has several values in a cell and in a row", async () => {
    const file = lines(
      '\uFEFFFirst Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Value',
      'Ada,Home,ada@example.com ::: lovelace@example.com,Mobile,+1 202-555-0100,',
      '"Charles\nBabbage",,,,030 1234,"+49 30, 12"',
      '',
      'Grace,,grace@example.com,,,',
    );
    assert.deepEqual((await readCsv(file)).given, [
      { line: 2, field: 'email', text: 'ada@example.com' },
      { line: 2, field: 'email', text: 'lovelace@example.com' },
      { line: 2, field: 'phone', text: '+1 202-555-0100' },
      { line: 3, field: 'phone', text: '030 1234' },
      { line: 3, field: 'phone', text: '+49 30, 12' },
      { line: 6, field: 'email', text: 'grace@example.com' },
    ]);
  });

  it('of Outlook has columns that only tell of an address, which are none', async () => {
    const file = lines(
      'First Name,E-mail Address,E-mail Type,E-mail Display Name,Mobile Phone,Home Phone',
      'Ada,ada@example.com,SMTP,Ada (ada@example.com),+12025550100,',
    );
    assert.deepEqual(
      (await readCsv(file)).given.map(({ text }) => text),
      ['ada@example.com', '+12025550100'],
    );
  });

  for (const [whose, header, values] of [
    [
      'Google Contacts',
      'First Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value',
      ['E-mail 1 - Value', 'Phone 1 - Value'],
    ],
    [
      'Google Contacts in their former form',
      'Name,Yomi Name,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Cell Phone 1 - Value',
      ['E-mail 1 - Value', 'Cell Phone 1 - Value'],
    ],
    [
      'Outlook',
      'First Name,Title,Home Phone,Home Phone 2,Mobile Phone,Pager,Telex,Business Street,' +
        'E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Company Main Phone,' +
        'Mailing Address,Miscellaneous,Hobby',
      [
        ...['Home Phone', 'Home Phone 2', 'Mobile Phone'],
        ...['E-mail Address', 'E-mail 2 Address', 'Company Main Phone'],
      ],
    ],
    [
      'Outlook in German',
      'Vorname,Mobiltelefon,Telefon (privat),E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name',
      ['Mobiltelefon', 'Telefon (privat)', 'E-Mail-Adresse'],
    ],
    ['plain ones', 'name,phone,email', ['phone', 'email']],
  ] as const) {
    it(`has in the export of ${whose} what it has, and no more`, async () => {
      const { given } = await readCsv(`${header}\n${header}\n`);
      assert.deepEqual(
        given.map(({ text }) => text),
        values,
      );
    });
  }

  for (const name of [
    ...['email', 'E-mail', 'E-Mail', 'e mail', 'eMail', 'EMAIL', 'Email2', 'email_address'],
    ...['emailAddress', 'Email ID', 'Emails', 'E-mail 1 - Value', 'Correo electrónico'],
  ]) {
    it(`has addresses in a column "${name}"`, async () => {
      const { given } = await readCsv(`Name,${name}\nAda,1\n`);
      assert.deepEqual(given, [{ line: 2, field: 'email', text: '1' }]);
    });
  }

  for (const name of [
    ...[
      'cell',
      'Cell Phone',
      'Cell Phone 1 - Value',
      'CellPhone',
      'cellphone',
      'mobile',
      'Mobile2',
    ],
    ...['phone', 'phone1', 'Phones', 'PhoneNumber', 'phonenumber', 'PHONE_NO', 'tel.', 'Home Tel'],
    ...['TelNo', 'Telephone', 'Téléphone', 'Te\u0301le\u0301phone', 'Teléfono móvil', 'iPhone'],
    ...['Handynummer', 'Mobilnummer', 'Telefonnummer', 'Telefon-Nr.', 'homePhone', 'contactNo'],
    ...['Preferred Phone', 'Next phone', 'Text Phone', 'Company Name Phone', 'Phone (preferred)'],
    ...['Rufnummer', 'Contact Number', 'contact_no', 'Number', 'Tel', 'Phone 1 - Value'],
  ]) {
    it(`has numbers in a column "${name}"`, async () => {
      const { given } = await readCsv(`Name,${name}\nAda,1\n`);
      assert.deepEqual(given, [{ line: 2, field: 'phone', text: '1' }]);
    });
  }

  for (const name of [
    ...[
      'Phone 1 - Label',
      'Phone 1 - Type',
      'PhoneType',
      'phone_type_2',
      'Telefontyp',
      'Phone Ext.',
    ],
    ...['Phone Country/Region', 'Phone preferred', 'Phonetic First Name', 'Name Phonetic'],
    ...['Contact Note', 'Contact', 'Account Number'],
    ...['Miscellaneous', 'Cellar', 'Excellent', 'Automobile', 'Handyman', 'Telex', 'Hotel'],
    ...['Emailed on', 'E-mailed', 'Mailing Address', 'Phoneme'],
  ]) {
    it(`has no numbers in a column "${name}"`, async () => {
      assert.deepEqual((await readCsv(`E-mail,${name}\n,1\n`)).given, []);
    });
  }

  for (const first of ['sep=;', '\uFEFFsep=;', '"sep=;"']) {
    it(`may begin as Excel has it, with ${JSON.stringify(first)}`, async () => {
      const file = lines(first, 'Name, first,Phone;E-Mail, old', '1;a@example.com', '');
      assert.deepEqual((await readCsv(file)).given, [
        { line: 3, field: 'phone', text: '1' },
        { line: 3, field: 'email', text: 'a@example.com' },
      ]);
    });
  }

  for (const delimiter of [';', '\t']) {
    it(`may be separated by ${JSON.stringify(delimiter)}`, async () => {
      const file = ['Name', 'Telefon', 'E-Mail'].join(delimiter);
      const row = ['Müller, Ada', '030 123', 'a@example.com'].join(delimiter);
      assert.deepEqual(
        (await readCsv(`${file}\n${row}\n`)).given.map(({ text }) => text),
        ['030 123', 'a@example.com'],
      );
    });
  }

  it('may have rows of any length, and quotes anywhere', async () => {
    const file = 'name,phone\nAda\nThe "Countess",+12025550100,more\n';
    assert.deepEqual((await readCsv(file)).given, [
      { line: 3, field: 'phone', text: '+12025550100' },
    ]);
  });

  for (const end of ['\n', '\r\n', '\r']) {
    it(`counts every line that ends with ${JSON.stringify(end)}, empty and within quotes too`, async () => {
      const file = ['', 'phone,note', '', '  ', '5', '', '7,"', '', '"', '', '11', '12'].join(end);
      const { given } = await readCsv(file);
      assert.deepEqual(
        given.map(({ line, text }) => [line, text]),
        [5, 7, 11, 12].map((line) => [line, `${line}`]),
      );
    });
  }

  for (const [what, text] of [
    ['nothing', ''],
    ['no header', 'Ada,+12025550100\n'],
    ['a quote without an end', 'phone\n"+12025550100\n'],
  ] as const) {
    it(`is refused with ${what}`, () => assert.rejects(readCsv(text), refusedAt('csv')));
  }

  it('has at most 10,000 rows', async () => {
    const file = (count: number) => `phone\n${'1\n'.repeat(count)}`;
    assert.equal((await readCsv(file(MAX_ENTRIES))).given.length, MAX_ENTRIES);
    await assert.rejects(readCsv(file(MAX_ENTRIES + 1)), refusedAt('csv'));
  });
});

it('a list leaves out what is empty', () => {
  const { given } = readList([
    { phones: ['', ' '], emails: [] },
    { phones: [' 1'], emails: ['', '\t'] },
  ]);
  assert.deepEqual(given, [{ line: 2, field: 'phone', text: ' 1' }]);
});
