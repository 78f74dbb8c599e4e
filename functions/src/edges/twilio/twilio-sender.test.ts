import assert from 'node:assert/strict';

import type { Log } from '../../kernel/log.ts';
import { twilioSender } from './twilio-sender.ts';

describe('a Twilio sender without an account', () => {
  it('says to the log which params are missing, and to the caller nothing', async () => {
    const lines: string[] = [];
    const log: Log = {
      info: (line) => void lines.push(`info ${line}`),
      warn: (line) => void lines.push(`warn ${line}`),
      error: (line) => void lines.push(`error ${line}`),
    };
    const from = { from: '+15005550006', messaging_service_sid: '' };
    const sender = twilioSender(() => Promise.resolve(undefined), from, log);
    const text = { phone: '+12025550100', text: '123456', channel: 'sms' } as const;
    await assert.rejects(sender.send(text), { reason: 'UPSTREAM_UNAVAILABLE' });
    assert.deepEqual(lines, [
      'error Phone sign-in is not configured: TWILIO_ACCOUNT_SID or TWILIO_AUTH_TOKEN is not set. See docs/deploy.md.',
    ]);
  });
});
