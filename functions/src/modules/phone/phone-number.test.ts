import assert from 'node:assert/strict';

import { ParleyError } from '../../kernel/errors.ts';
import { isAllowed, parsePhone } from './phone-number.ts';

describe('a phone number', () => {
  const READ: [text: string, e164: string, country: string | null, region: string][] = [
    ['+12025550100', '+12025550100', 'US', 'US'],
    ['+1 (202) 555-0100', '+12025550100', 'US', 'US'],
    ['+14165550123', '+14165550123', 'CA', 'CA'],
    ['+39 06 1234567', '+39061234567', 'IT', 'IT'],
    ['+44 20 7946 0000', '+442079460000', 'GB', 'GB'],
    ['+77011234567', '+77011234567', 'KZ', 'KZ'],
    // Possible, though of no range that is known to be in use.
    ['+15555550100', '+15555550100', null, '+1'],
    ['+447700900123', '+447700900123', null, '+44'],
  ];
  for (const [text, e164, country, region] of READ) {
    it(`${text} is ${e164} of ${region}`, async () => {
      const prefix = e164.slice(0, -4);
      const is_textable = true;
      assert.deepEqual(await parsePhone(text), { e164, country, region, prefix, is_textable });
    });
  }

  for (const text of [
    '',
    '12025550100',
    '+1202555',
    '+120255501001',
    '+12025550100x5',
    '++1',
    'x',
  ]) {
    it(`"${text}" is none`, async () => {
      await assert.rejects(parsePhone(text), (error) => {
        assert.ok(error instanceof ParleyError);
        assert.equal(error.reason, 'FIELDS_INVALID');
        assert.equal(error.fields[0]?.field, 'phone');
        return true;
      });
    });
  }

  for (const [text, what] of [
    ['+19002345678', 'premium rate, US'],
    ['+449098790000', 'premium rate, GB'],
    ['+33899123456', 'premium rate, FR'],
    ['+491806123456', 'shared cost, DE'],
    ['+41840123456', 'shared cost, CH'],
    ['+18002345678', 'toll-free, US'],
    ['+448001234567', 'toll-free, GB'],
    ['+80012345678', 'toll-free, no country'],
    ['+447012345678', 'personal number, GB'],
    ['+15005550006', 'personal number, US'],
    ['+445600000000', 'over the internet, GB'],
    ['+881612345678', 'satellite, a mobile of no country'],
    ['+870773111632', 'satellite'],
    ['+882161234567', 'international network'],
    ['+883510012345678', 'international network'],
  ] as const) {
    it(`${text} is never allowed: ${what}`, async () => {
      const phone = await parsePhone(text);
      assert.equal(phone.is_textable, false);
      assert.deepEqual(
        [[], [phone.country ?? '']].map((countries) => isAllowed(countries, phone)),
        [false, false],
      );
    });
  }

  it('is allowed by its country; where that is not known, only if all are', async () => {
    const [us, unknown] = [await parsePhone('+12025550100'), await parsePhone('+15555550100')];
    assert.deepEqual(
      [[], ['US'], ['DE', 'US'], ['CA']].map((countries) => isAllowed(countries, us)),
      [true, true, true, false],
    );
    assert.deepEqual(
      [[], ['US']].map((countries) => isAllowed(countries, unknown)),
      [true, false],
    );
  });
});
