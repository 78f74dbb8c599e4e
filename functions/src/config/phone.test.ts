import assert from 'node:assert/strict';

import { countryList, perDay } from './phone.ts';

describe('the params of phone sign-in', () => {
  it('name countries in any case, with or without spaces', () => {
    assert.deepEqual(countryList.parse('us, DE ,fr'), ['US', 'DE', 'FR']);
    assert.deepEqual(countryList.parse(''), []);
    assert.deepEqual(countryList.parse(' , '), []);
  });

  it('refuse what is no country code, and a maximum of nothing', () => {
    for (const text of ['USA', 'US;DE', '+1', 'U1']) {
      assert.equal(countryList.safeParse(text).success, false, text);
    }
    for (const max of [0, -1, 1.5]) assert.equal(perDay.safeParse(max).success, false);
  });
});
