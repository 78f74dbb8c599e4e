import assert from 'node:assert/strict';
import { keyRing } from '../../functions/src/config/key-ring.ts';
import { newKey, rotate } from './key-list.ts';

const random = (bytes: number): Buffer => Buffer.alloc(bytes, 251);
const keyOf = (day: number): string => newKey(new Date(Date.UTC(2026, 10, day)), random);
const [OLD, NEW] = [keyOf(1), keyOf(2)];

describe('the list of signing keys', () => {
  it('has entries that the functions accept', () => {
    assert.match(OLD, /^k20261101T000000-fbfb:[A-Za-z0-9+/]{43}=$/);
    const [signing, waiting] = keyRing.parse(`${OLD},${NEW}`);
    assert.equal(signing.key.length, 32);
    assert.equal(waiting?.kid, 'k20261102T000000-fbfb');
  });

  it('is rotated in three steps, each of which is taken once', () => {
    const fresh = (): string => NEW;
    const added = rotate(OLD, 'add', fresh);
    assert.equal(added, `${OLD},${NEW}`);
    assert.equal(rotate(added, 'add', fresh), undefined);

    const promoted = rotate(added, 'promote', fresh);
    assert.equal(promoted, `${NEW},${OLD}`);
    assert.equal(rotate(promoted, 'promote', fresh), undefined);

    const retired = rotate(promoted, 'retire', fresh);
    assert.equal(retired, NEW);
    assert.equal(rotate(retired, 'retire', fresh), undefined);
  });

  it('never retires the key that waits to be promoted, nor promotes where none waits', () => {
    assert.equal(
      rotate(`${OLD},${NEW}`, 'retire', () => ''),
      undefined,
    );
    assert.equal(
      rotate(OLD, 'promote', () => ''),
      undefined,
    );
  });

  it('takes a key made elsewhere for older than any made here', () => {
    assert.equal(
      rotate(`mine:abc,${NEW}`, 'promote', () => ''),
      `${NEW},mine:abc`,
    );
    assert.equal(
      rotate('mine:abc, other:def', 'add', () => NEW),
      `mine:abc,other:def,${NEW}`,
    );
  });
});
