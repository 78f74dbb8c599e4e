import assert from 'node:assert/strict';
import { mailLine } from './mail-line.ts';

describe('the line about a mail', () => {
  it('has the time, the address and what it says, with its code', () => {
    const line = mailLine({
      received: '2026-11-20T05:00:07.000Z',
      id: 'm1',
      to: ['ada@example.com'],
      subject: 'A new password',
      text: 'Enter this:\n\nabc\n\nBye.\n',
      html: '',
    });
    assert.match(
      line,
      /^\d\d:\d\d:07 {2}mail to ada@example\.com: A new password – Enter this: abc Bye\.$/,
    );
  });
});
