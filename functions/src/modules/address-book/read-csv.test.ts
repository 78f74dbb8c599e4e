import assert from 'node:assert/strict';

import { ParleyError } from '../../kernel/errors.ts';
import { MAX_ENTRIES } from './entry.ts';
import { readCsv } from './read-csv.ts';

const lines = (...text: string[]) => text.join('\r\n');
const refusedAt = (field: string) => (error: unknown) => {
  assert.ok(error instanceof ParleyError);
  assert.equal(error.reason, 'FIELDS_INVALID');
  assert.equal(error.fields[0]?.field, field);
  return true;
};

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
    ['a header with a quote without an end', '\n"phone,name\n+12025550100,x\n'],
    ['a header that another line cannot stand for', 'name,"phone\nphone\n1\n'],
  ] as const) {
    it(`is refused with ${what}`, () => assert.rejects(readCsv(text), refusedAt('csv')));
  }

  it('has one entry of what is invalid for each quote that does not end, and all other lines', async () => {
    const file = [
      'phone,name',
      '+12025550101,ok',
      '+12025550102,"broken',
      '+12025550103,ok',
      '+12025550104,"Ada',
      'Lovelace" , of "London"',
      '',
      '"+12025550105" ,"a ""quoted"" one"',
      '"+12025550106" "x",',
      '+12025550107,"two',
      'lines"',
      '+12025550108,"the last',
    ];
    for (const [above, end] of [
      ['', '\n'],
      ['', '\r\n'],
      ['', '\r'],
      ['sep=,\r\n', '\r\n'],
    ] as const) {
      const { given, invalid } = await readCsv(above + file.join(end));
      const more = above === '' ? 0 : 1;
      assert.deepEqual(
        given.map(({ line, text }) => [line - more, text]),
        [
          [2, '+12025550101'],
          [4, '+12025550103'],
          [5, '+12025550104'],
          [8, '+12025550105'],
          [10, '+12025550107'],
        ],
      );
      const message = 'has a quote that does not end';
      assert.deepEqual(
        invalid,
        [3, 9, 12].map((line) => ({ line: line + more, field: 'line', message })),
      );
    }
  });

  it('is never refused for what stands below its header', async () => {
    const alphabet = ['"', ',', '\n', ' ', 'a', '\r'];
    const texts = (length: number): string[] =>
      length === 0
        ? ['']
        : texts(length - 1).flatMap((text) => alphabet.map((letter) => text + letter));
    for (const text of texts(4)) {
      const { given, invalid } = await readCsv(`phone,note\n${text}\n"`);
      const said = [...given, ...invalid].map(({ line }) => line);
      assert.ok(
        said.every((line) => line >= 2 && line <= 7),
        text,
      );
    }
  });

  it('is read in time whatever its quotes', async () => {
    for (const row of ['1,"', '1,"x', '1,""', 'a"",",', '"" ""', 'x"","""']) {
      for (const end of ['\n', `${'y'.repeat(500)}\n`, `""${'y'.repeat(500)}\n`]) {
        await readCsv(`phone,note\n${(row + end).repeat(9_999)}`);
      }
    }
  }).timeout(20_000);

  it('may be UTF-16, as its byte order mark says', async () => {
    const file = Buffer.from('\uFEFFName,Phone\r\n\u0A17,+12025550100\r\n', 'utf16le');
    assert.deepEqual((await readCsv(file.swap16().toString('utf8'))).given, [
      { line: 2, field: 'phone', text: '+12025550100' },
    ]);
  });

  it('has at most 10,000 rows', async () => {
    const file = (count: number) => `phone\n${'1\n'.repeat(count)}`;
    assert.equal((await readCsv(file(MAX_ENTRIES))).given.length, MAX_ENTRIES);
    await assert.rejects(readCsv(file(MAX_ENTRIES + 1)), refusedAt('csv'));
    await assert.rejects(readCsv(`${file(MAX_ENTRIES)}"1\n`), refusedAt('csv'));
  });
});
