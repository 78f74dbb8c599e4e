import assert from 'node:assert/strict';

import { directChatId, orderUsers } from './chat-id.ts';

describe('the id of a direct chat', () => {
  const cases: [a: string, b: string, id: string][] = [
    ['9', '10', '9_10'],
    ['108', '109', '108_109'],
    ['99999999999999999999', '100000000000000000000', '99999999999999999999_100000000000000000000'],
    ['0', '1', '0_1'],
    ['07', '7', '07_7'],
    ['10', '9a', '10_9a'],
    ['B', 'a', 'B_a'],
    ['a', 'á', 'a_á'],
    ['-1', '-2', '-1_-2'],
    ['1.5', '1', '1_1.5'],
    // By code units, not code points: U+FF5E stands after the surrogates of U+1F600.
    ['😀', '～', '😀_～'],
  ];
  for (const [a, b, id] of cases) {
    it(`of ${a} and ${b} is ${id}, from either side`, () => {
      assert.equal(directChatId(a, b), id);
      assert.equal(directChatId(b, a), id);
      assert.deepEqual(orderUsers(a, b), orderUsers(b, a));
    });
  }
});
