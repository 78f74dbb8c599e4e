import assert from 'node:assert/strict';

import { deterministicId } from './deterministic-id.ts';
import { keyedHash } from './keyed-hash.ts';

describe('a deterministic id', () => {
  const hash = keyedHash(Buffer.alloc(32, 1));
  const ids = Array.from({ length: 2000 }, (_, index) => deterministicId(hash, 'test', `${index}`));

  it('has the form of every id made here', () => {
    for (const id of ids) assert.match(id, /^[A-Za-z0-9]{20}$/);
  });

  it('is the same for the same parts, and another for any others', () => {
    assert.equal(deterministicId(hash, 'test', '7'), ids[7]);
    assert.equal(new Set(ids).size, ids.length);
    assert.notEqual(deterministicId(hash, 'test', 'a', 'b'), deterministicId(hash, 'test', 'ab'));
    assert.notEqual(deterministicId(hash, 'other', '7'), ids[7]);
  });

  it('is another under another key', () => {
    assert.notEqual(deterministicId(keyedHash(Buffer.alloc(32, 2)), 'test', '7'), ids[7]);
  });

  it('uses all letters and digits, at the first and the last place', () => {
    for (const place of [0, 19]) {
      assert.equal(new Set(ids.map((id) => id[place])).size, 62);
    }
  });
});
