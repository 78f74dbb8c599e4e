import assert from 'node:assert/strict';

import { countryOf, countryOfLocale, normalised } from './normalise.ts';

const phones = (...texts: string[]) => ({
  given: texts.map((text, index) => ({ line: index + 1, field: 'phone' as const, text })),
  invalid: [],
});

describe('numbers of an address book', () => {
  const READ: [text: string, country: string | null, e164: string | undefined][] = [
    ['+1 (202) 555-0100', null, '+12025550100'],
    ['(202) 555-0100', 'US', '+12025550100'],
    ['030 123456', 'DE', '+4930123456'],
    ['0049 30 123456', 'DE', '+4930123456'],
    ['+1 202 555 0100', 'DE', '+12025550100'],
    ['06 1234567', 'IT', '+39061234567'],
    ['tel:+1-202-555-0100;ext=5', null, '+12025550100'],
    ['030 123456', null, undefined],
    ['112', 'DE', undefined],
    ['nobody', 'DE', undefined],
    ['+1202555', 'US', undefined],
    [`+12025550100${' '.repeat(400)}`, 'US', undefined],
    ['030 123456', 'XX', undefined],
  ];
  for (const [text, country, e164] of READ) {
    it(`"${text.slice(0, 30)}" in ${country ?? 'no country'} is ${e164 ?? 'none'}`, async () => {
      const { ways, invalid } = await normalised(phones(text), country);
      assert.deepEqual(ways, e164 === undefined ? [] : [{ phone: e164 }]);
      assert.equal(invalid.length, e164 === undefined ? 1 : 0);
      assert.ok(!JSON.stringify(invalid).includes(text));
    });
  }

  it('are each looked for once, however they are written', async () => {
    const { ways } = await normalised(phones('+12025550100', '202-555-0100', '+12025550101'), 'US');
    assert.deepEqual(ways, [{ phone: '+12025550100' }, { phone: '+12025550101' }]);
  });
});

describe('addresses of an address book', () => {
  it('are compared in lower case; what is none is told by its line alone', async () => {
    const emails = ['Ada@Example.com', ' ada@example.com ', 'ada@', 'x'.repeat(400)];
    const given = emails.map((text, index) => ({ line: index + 1, field: 'email' as const, text }));
    const invalid = [{ line: 1, field: 'phone' as const, message: 'cannot be read' }];
    assert.deepEqual(await normalised({ given, invalid }, null), {
      ways: [{ email: 'ada@example.com' }],
      invalid: [
        ...invalid,
        { line: 3, field: 'email', message: 'is not an e-mail address' },
        { line: 4, field: 'email', message: 'is not an e-mail address' },
      ],
    });
  });
});

describe('a country', () => {
  it('is that of a number, or the one that a locale names', async () => {
    assert.deepEqual(
      await Promise.all(['+4930123456', '+14165550123', '+15555550100'].map(countryOf)),
      ['DE', 'CA', null],
    );
    assert.deepEqual(
      ['de-DE', 'en_GB', 'zh-Hant-TW', 'en', 'es-419', '', '!'].map(countryOfLocale),
      ['DE', 'GB', 'TW', null, null, null, null],
    );
  });
});
