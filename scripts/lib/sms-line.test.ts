import assert from 'node:assert/strict';
import type { Sms } from '../../testkit/stand-ins/twilio/types.ts';
import { smsLine } from './sms-line.ts';

const SMS: Sms = {
  received: '2026-11-20T05:00:07.000Z',
  channel: 'sms',
  account: 'AC1',
  sid: 'SM1',
  to: '+12025550100',
  from: '+15005550006',
  text: '123456 is your\ncode.',
  answer: 'OK',
};

describe('the line about a text message', () => {
  it('has the time, the number and the text', () => {
    assert.match(smsLine(SMS), /^\d\d:\d\d:07 {2}sms to \+12025550100: 123456 is your code\.$/);
  });

  it('shows a call, and how it was refused', () => {
    const call: Sms = { ...SMS, channel: 'call', sid: null, answer: 'INVALID_NUMBER' };
    assert.match(smsLine(call), /call to \+12025550100: .* \[INVALID_NUMBER\]$/);
  });
});
