import assert from 'node:assert/strict';

import { Instant } from '../../kernel/instant.ts';
import type { EvidenceMessage, Report } from './model.ts';
import { withoutWords } from './without-words.ts';

const at = new Instant(0, 0);
const message = (from_user: string, more: Partial<EvidenceMessage> = {}): EvidenceMessage => ({
  message_id: 'm',
  from_user,
  type: 'TEXT',
  created: at,
  message_number: 1,
  text: 'words',
  former: [{ number: 1, text: 'former', replaced: at }],
  ...more,
});
const report = (reporter: string, messages: EvidenceMessage[], text: string | null = 'why') =>
  ({
    reporter,
    reported: 'other',
    reason: 'SPAM',
    text,
    chat_id: 'c',
    messages,
    created: at,
  }) as Report;
const BARE = {
  ...{ message_id: 'm', from_user: 'gone', type: 'TEXT', created: at, message_number: 1 },
  deleted: true,
};

describe('a report without the words of who is gone', () => {
  it('loses what he wrote with it', () => {
    const others = message('other');
    assert.deepEqual(withoutWords(report('gone', [others]), 'gone'), {
      text: null,
      messages: [others],
    });
  });

  it('loses what he said in the messages, former words too, and not what others said', () => {
    const others = message('other');
    assert.deepEqual(withoutWords(report('x', [message('gone'), others]), 'gone'), {
      text: 'why',
      messages: [BARE, others],
    });
  });

  it('loses what he said in a copy that another forwarded, and not what only names him', () => {
    const params = { action_params: { from_user: 'gone' } };
    const copy = message('other', { action: 'FORWARD', ...params });
    const reply = message('other', { action: 'REPLY', ...params });
    assert.deepEqual(withoutWords(report('x', [copy, reply]), 'gone')?.messages, [
      { ...BARE, from_user: 'other' },
      reply,
    ]);
  });

  it('loses nothing twice, and nothing where he has no part in it', () => {
    const once = withoutWords(report('x', [message('gone')]), 'gone');
    assert.ok(once);
    assert.equal(withoutWords({ ...report('x', []), ...once }, 'gone'), undefined);
    assert.equal(withoutWords(report('x', [message('other')]), 'gone'), undefined);
    assert.equal(withoutWords(report('gone', [], null), 'gone'), undefined);
  });

  it('loses the copy of a message that was deleted already and had been edited', () => {
    const { text: _, ...deleted } = message('gone', { deleted: true });
    assert.deepEqual(withoutWords(report('x', [deleted]), 'gone')?.messages, [BARE]);
  });

  it('keeps a message that had no number yet without one', () => {
    const { message_number: _, ...waiting } = message('gone');
    const { message_number: __, ...bare } = BARE;
    assert.deepEqual(withoutWords(report('x', [waiting]), 'gone')?.messages, [bare]);
  });
});
