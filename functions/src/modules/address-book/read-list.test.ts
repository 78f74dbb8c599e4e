import assert from 'node:assert/strict';

import { readList } from './read-list.ts';

it('a list leaves out what is empty', () => {
  const { given } = readList([
    { phones: ['', ' '], emails: [] },
    { phones: [' 1'], emails: ['', '\t'] },
  ]);
  assert.deepEqual(given, [{ line: 2, field: 'phone', text: ' 1' }]);
});
