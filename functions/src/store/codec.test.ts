import assert from 'node:assert/strict';

import { FieldValue, Timestamp } from 'firebase-admin/firestore';

import { Instant } from '../kernel/instant.ts';
import { decode, encode } from './codec.ts';

describe('the codec between our types and Firestore', () => {
  it('turns times both ways, however deep, to the nanosecond', () => {
    const ours = { at: new Instant(5, 123_456_789), list: [{ at: new Instant(6, 0) }], text: 'x' };
    const theirs = {
      at: new Timestamp(5, 123_456_789),
      list: [{ at: new Timestamp(6, 0) }],
      text: 'x',
    };
    assert.deepEqual(encode(ours), theirs);
    assert.deepEqual(decode(theirs), ours);
  });
  it('leaves out what is undefined and keeps null', () => {
    assert.deepEqual(encode({ a: undefined, b: null, c: { d: undefined } }), { b: null, c: {} });
  });
  it('passes field values and bytes as they are', () => {
    const [removed, bytes] = [FieldValue.delete(), Buffer.from('x')];
    const encoded = encode({ removed, bytes }) as Record<string, unknown>;
    assert.equal(encoded['removed'], removed);
    assert.equal(encoded['bytes'], bytes);
  });
});
