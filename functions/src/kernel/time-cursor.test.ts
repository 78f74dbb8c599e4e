import assert from 'node:assert/strict';

import { Instant } from './instant.ts';
import { fromTimeCursor, timeCursor, toTimeCursor } from './time-cursor.ts';

describe('a position in a list by time', () => {
  it('comes back as it went out', () => {
    const position = { time: new Instant(1_767_225_600, 123_456_000), id: 'ünïcode_id' };
    assert.deepEqual(fromTimeCursor(toTimeCursor(position)), position);
  });

  for (const [name, cursor] of [
    ['text', 'hello'],
    ['another list', Buffer.from('[[1,2],"x"]').toString('base64url')],
    ['a time that is none', Buffer.from('[1,-1,"x"]').toString('base64url')],
    ['an id that is a path', Buffer.from('[1,1,"a/b"]').toString('base64url')],
    ['an id that Firestore keeps for itself', Buffer.from('[1,1,"__a__"]').toString('base64url')],
    ['an id that is no Unicode', Buffer.from('[1,1,"\\ud800"]').toString('base64url')],
    ['nothing', ''],
  ] as const) {
    it(`is not made of ${name}`, () => {
      assert.equal(fromTimeCursor(cursor), undefined);
      assert.equal(timeCursor.safeParse(cursor).success, false);
    });
  }
});
