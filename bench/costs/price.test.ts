import assert from 'node:assert/strict';

import { pricePerMillion } from './price.ts';

describe('the list price of a million messages', () => {
  const none = { reads: 0, writes: 0, deletes: 0, invocations: 0 };

  it('is that of a million of each operation', () => {
    assert.equal(pricePerMillion({ ...none, reads: 1 }), 0.6);
    assert.equal(pricePerMillion({ ...none, writes: 1 }), 1.8);
    assert.equal(pricePerMillion({ ...none, deletes: 1 }), 0.2);
    assert.equal(pricePerMillion({ ...none, invocations: 1 }), 0.4);
  });

  it('adds up to the cent', () => {
    assert.equal(pricePerMillion({ reads: 4, writes: 3, deletes: 0, invocations: 2 }), 8.6);
    assert.equal(pricePerMillion(none), 0);
  });
});
