import assert from 'node:assert/strict';

import { z } from 'zod';

import { withQueryValues } from './query-values.ts';

const schema = z.strictObject({
  number: z.number().min(-1000).meta({ description: 'any' }).optional(),
  whole: z.int().min(1).default(1),
  flag: z.boolean().default(false),
  text: z.string().optional(),
  either: z.union([z.int().min(0), z.iso.datetime().transform(String)], 'is neither').optional(),
});

describe('a query', () => {
  for (const number of [-0.12775829999999998, 1e-7, 5e-324, 1.7976931348623157e308, -1, 0]) {
    it(`has the number ${number}, as it is printed`, () => {
      assert.deepEqual(withQueryValues(schema, { number: `${number}` }), { number });
    });
  }

  for (const [what, given, read] of [
    ['an exponent of a whole number', { whole: '1e4' }, { whole: 10_000 }],
    ['a flag', { flag: 'true' }, { flag: true }],
    ['a number among others', { either: '12' }, { either: 12 }],
    ['several', { whole: '2', flag: 'false', text: '3' }, { whole: 2, flag: false, text: '3' }],
  ] as const) {
    it(`has ${what}`, () => assert.deepEqual(withQueryValues(schema, given), read));
  }

  for (const given of [
    ...['', ' 1', '0x10', 'Infinity', 'NaN', '1_000', '.5', '5.', 'true', '1e'].map((number) => ({
      number,
    })),
    ...['1', 'yes', 'toString'].map((flag) => ({ flag })),
    { text: '12' },
    { text: 'true' },
    { either: '2026-01-01T00:00:00Z' },
    { other: '1' },
  ]) {
    it(`stays as it is with ${JSON.stringify(given)}`, () =>
      assert.deepEqual(withQueryValues(schema, given), given));
  }
});
