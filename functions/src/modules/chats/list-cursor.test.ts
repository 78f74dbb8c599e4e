import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { fromCursor, toCursor } from './list-cursor.ts';
import type { ChatPosition } from './store.ts';

describe('the cursor of a list of chats', () => {
  const POSITIONS: ChatPosition[] = [
    { last_message_timestamp: new Instant(1_800_000_000, 123_456_789), chat_id: '9_10' },
    { last_message_timestamp: null, chat_id: 'é_日本-😀' },
  ];
  for (const position of POSITIONS) {
    it(`of ${position.chat_id} leads back to it, to the nanosecond`, () => {
      assert.deepEqual(fromCursor(toCursor(position)), position);
    });
  }

  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const [what, cursor] of [
    ['no base64url', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['something else', encoded({ chat_id: 'x' })],
    ['no chat', encoded([null])],
    ['an id that is none', encoded([null, 'a/b'])],
    ['a time beyond Firestore', encoded([[1e12, 0], 'x'])],
    ['a fraction of a second', encoded([[1.5, 0], 'x'])],
  ] as const) {
    it(`is not ${what}`, () => assert.equal(fromCursor(cursor), undefined));
  }
});
