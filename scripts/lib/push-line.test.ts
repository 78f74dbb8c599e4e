import assert from 'node:assert/strict';
import type { Push } from '../../testkit/stand-ins/fcm/types.ts';
import { pushLine } from './push-line.ts';

const PUSH: Push = {
  received: '2026-11-20T05:00:07.000Z',
  project: 'demo-x',
  name: 'projects/demo-x/messages/1',
  token: 'a-rather-long-registration-token',
  message: { notification: { title: 'user_108', body: 'Hello\nthere' } },
  answer: 'OK',
};

describe('the line about a push', () => {
  it('has the time, the recipient, the title and the body', async () => {
    const line = await pushLine(PUSH, async () => '109');
    assert.match(line, /^\d\d:\d\d:07 {2}push to 109: user_108 – Hello there$/);
  });

  it('names the device when nobody knows whose it is', async () => {
    for (const ownerOf of [async () => undefined, () => Promise.reject(new Error('offline'))]) {
      assert.match(await pushLine(PUSH, ownerOf), /push to the device a-rather-long-registrati: /);
    }
    const topic = { ...PUSH, token: null };
    assert.match(await pushLine(topic, async () => undefined), /push to a topic: /);
  });

  it('shows how a push was refused, and the type of one without a notification', async () => {
    const push: Push = { ...PUSH, answer: 'UNREGISTERED', message: { data: { type: 'X' } } };
    assert.match(await pushLine(push, async () => '109'), /109: X – {2}\[UNREGISTERED\]$/);
  });
});
