import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import { forwardedContent } from './forwarded-content.ts';
import type { Message } from './model.ts';

describe('a forwarded copy', () => {
  const message = (fields: Partial<Message> = {}): Message => ({
    created: Instant.fromMillis(0),
    from_user: 'author',
    type: 'TEXT',
    text: 'hello',
    message_number: 7,
    ...fields,
  });
  const FORWARD = { action: 'FORWARD', action_params: { from_user: 'author' } } as const;

  it('holds the text and who wrote it', () => {
    assert.deepEqual(forwardedContent(message()), { type: 'TEXT', text: 'hello', ...FORWARD });
  });

  it('keeps the first author through any number of hands', () => {
    let copy = message();
    for (const hand of ['one', 'two', 'three']) {
      copy = { ...message(), ...forwardedContent(copy), from_user: hand };
    }
    assert.deepEqual(copy.action_params, { from_user: 'author' });
  });

  it('holds nothing of what belongs to the chat it was read in', () => {
    const reply = message({
      action: 'REPLY',
      action_params: { message_id: 'm', chat_id: 'c' },
      reference_type: 'MESSAGE',
      reference_id: 'm',
      reactions: { '👍': ['a'] },
      hidden_for: ['b'],
      edited: true,
      edits: 2,
    });
    assert.deepEqual(forwardedContent(reply), { type: 'TEXT', text: 'hello', ...FORWARD });
  });

  it('holds file, names and references', () => {
    const content = {
      type: 'IMAGE',
      text: 'a caption',
      file: { path: 'p', name: 'n', content_type: 'image/png', size: 1 },
      file_name: 'n.png',
      reference_type: 'order',
      reference_id: '9',
    } as const;
    assert.deepEqual(forwardedContent(message(content)), { ...content, ...FORWARD });
  });

  it('holds the place or the contact, which are in the params', () => {
    const action_params = { lat: 1, lng: 2, from_user: 'not the author' };
    const copy = forwardedContent(message({ type: 'LOCATION', action_params }));
    assert.deepEqual(copy.action_params, { lat: 1, lng: 2, from_user: 'author' });
  });
});
